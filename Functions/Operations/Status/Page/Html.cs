using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Beejan.Functions.Operations.Status.Page;

/// <summary>A piece of a page. Whatever is put into its text is encoded, unless it is such a piece itself.</summary>
internal readonly record struct Html
{
    // Accents and emoji stay what they are; what has a meaning in HTML does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? _text;

    private Html(string text) => _text = text;

    public static Html None => default;

    /// <summary>Text of our own that is HTML, or a style, already. Never anything that was read.</summary>
    public static Html Trusted(string own) => new(own);

    public static Html Of(Builder content) => new(content.ToString());

    public static Html All<T>(IEnumerable<T> items, Func<T, Html> render) => new(string.Concat(items.Select(item => render(item)._text)));

    public override string ToString() => _text ?? "";

    /// <summary>Takes the literal parts of an interpolated string as they are, and encodes the others.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Builder(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _html = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string html) => _html.Append(html);

        public void AppendFormatted(Html html) => _html.Append(html.ToString());

        public void AppendFormatted(string? text) => _html.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

        public override string ToString() => _html.ToString();
    }
}
