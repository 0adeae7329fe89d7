using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Beejan.Functions.Warehouse;

/// <summary>
/// A part of the text that a key is the hash of, defined once: as SQL over a clean row and this_load, and as bytes, which
/// the app takes of a row that it copies. A text there is without the spaces around it, and absent when nothing is left.
/// </summary>
/// <param name="Sql">Null where there is no key.</param>
/// <param name="Bind">Gives what appends the part to a row's text, and says whether there is a key.</param>
internal sealed record KeyPart(string Sql, Func<Func<string, RowText>, Func<List<byte>, bool>> Bind)
{
    /// <summary>These words.</summary>
    public static KeyPart Words(string words) => new(
        $"'{words}'",
        _ =>
        {
            var bytes = Encoding.UTF8.GetBytes(words);
            return text => Append(text, bytes);
        });

    /// <summary>A column's text, without which there is no key.</summary>
    public static KeyPart Filled(string column) => new(
        Dimension.Filled(column),
        columns =>
        {
            var value = columns(column);
            return text =>
            {
                var filled = Trimmed(value);
                return Append(text, filled) && !filled.IsEmpty;
            };
        });

    /// <summary>A column's text as it is, which every row has.</summary>
    public static KeyPart Whole(string column) => new(
        column,
        columns =>
        {
            var value = columns(column);
            return text => Append(text, value());
        });

    /// <summary>The same behind its length, which keeps ('a', 'bc') and ('ab', 'c') apart.</summary>
    public static KeyPart Measured(string column) => new(
        $"length({column}) || ':' || {column}",
        columns =>
        {
            var value = columns(column);
            return text => AppendMeasured(text, value());
        });

    /// <summary>A column's text behind its length, or a dash.</summary>
    public static KeyPart Optional(string column) => new(
        $"coalesce(length({Dimension.Filled(column)}) || ':' || {Dimension.Filled(column)}, '-')",
        columns =>
        {
            var value = columns(column);
            return text =>
            {
                var filled = Trimmed(value);
                return filled.IsEmpty ? Append(text, "-"u8) : AppendMeasured(text, filled);
            };
        });

    /// <summary>Several of these, or nothing where none of the columns has a text.</summary>
    public static KeyPart OptionalTogether(params IReadOnlyList<string> together)
    {
        var parts = All([.. together.Select(Optional)]);
        return new(
            $"CASE WHEN {Any(together)} THEN {parts.Sql} ELSE '' END",
            columns =>
            {
                var (any, append) = (BindAny(together, columns), parts.Bind(columns));
                return text => !any() || append(text);
            });
    }

    /// <summary>These, where any of the columns has a text; else there is no key.</summary>
    public static KeyPart Needing(IReadOnlyList<string> needed, params KeyPart[] parts)
    {
        var all = All(parts);
        return new(
            $"CASE WHEN {Any(needed)} THEN {all.Sql} END",
            columns =>
            {
                var (any, append) = (BindAny(needed, columns), all.Bind(columns));
                return text => any() && append(text);
            });
    }

    /// <summary>One behind the other.</summary>
    public static KeyPart All(params KeyPart[] parts) => new(
        string.Join(" || ", parts.Select(part => part.Sql)),
        columns =>
        {
            var appends = Array.ConvertAll(parts, part => part.Bind(columns));
            return text => Array.TrueForAll(appends, append => append(text));
        });

    /// <summary>The first that there is.</summary>
    public static KeyPart FirstOf(params KeyPart[] parts) => new(
        $"coalesce({string.Join(", ", parts.Select(part => part.Sql))})",
        columns =>
        {
            var appends = Array.ConvertAll(parts, part => part.Bind(columns));
            return text =>
            {
                var start = text.Count;
                return Array.Exists(appends, append =>
                {
                    CollectionsMarshal.SetCount(text, start);
                    return append(text);
                });
            };
        });

    private static string Any(IReadOnlyList<string> columns) => $"coalesce({string.Join(", ", columns.Select(Dimension.Filled))}) IS NOT NULL";

    private static Func<bool> BindAny(IReadOnlyList<string> names, Func<string, RowText> columns)
    {
        var values = names.Select(columns).ToArray();
        return () => Array.Exists(values, value => !Trimmed(value).IsEmpty);
    }

    // Most texts have no space around them.
    private static ReadOnlySpan<byte> Trimmed(RowText value)
    {
        var text = value();
        return text is [] or [not (byte)' ', .., not (byte)' '] ? text : text.Trim((byte)' ');
    }

    private static bool AppendMeasured(List<byte> text, ReadOnlySpan<byte> value)
    {
        Span<byte> digits = stackalloc byte[10];
        Length(value).TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
        return Append(text, digits[..written]) && Append(text, ":"u8) && Append(text, value);
    }

    // Code points, as the engines count them.
    private static int Length(ReadOnlySpan<byte> value)
    {
        if (Ascii.IsValid(value))
        {
            return value.Length;
        }

        var length = 0;
        foreach (var unit in value)
        {
            length += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return length;
    }

    private static bool Append(List<byte> text, ReadOnlySpan<byte> value)
    {
        text.AddRange(value);
        return true;
    }
}
