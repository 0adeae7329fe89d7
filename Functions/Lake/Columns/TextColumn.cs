using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace Beejan.Functions.Lake.Columns;

/// <summary>A column of texts, in UTF-8.</summary>
internal sealed class TextColumn(string name, bool isRequired = false) : BytesColumn(name, isRequired)
{
    public override LogicalType LogicalType => LogicalType.String();

    /// <summary>Appends a text; an empty one is null, because no source's contract tells the two apart. U+0000 becomes U+FFFD: PostgreSQL holds no text with it.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            Append(text.ToString().Replace('\0', '\ufffd'));
            return;
        }

        if (text.IsEmpty)
        {
            AppendNull();
        }
        else
        {
            AppendAsItIs(text);
        }
    }

    /// <summary>The same of UTF-8 that holds no U+0000.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            AppendNull();
        }
        else
        {
            AppendBytes(text);
        }
    }

    /// <summary>Appends a text, and an empty one as such: for raw, which keeps what the source has.</summary>
    public void AppendAsItIs(ReadOnlySpan<char> text)
        => Filling.Take(Encoding.UTF8.GetBytes(text, Filling.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
