using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>
/// SQLite's declared types in Parquet, by the rules of its type affinity (https://www.sqlite.org/datatype3.html). It has none
/// for times, which stay texts.
/// </summary>
internal static class SqliteColumn
{
    private enum Kind
    {
        Text,
        Boolean,
        Integer,
        Real,
        Bytes,
    }

    public static SourceColumn Map(string name, string type, string expression) => KindOf(type) switch
    {
        Kind.Boolean => SourceColumn.Boolean(expression, new ValueColumn<bool>(name)),
        Kind.Integer => SourceColumn.BigInt(expression, new ValueColumn<long>(name)),
        Kind.Real => SourceColumn.Double(expression, new FloatColumn<double>(name)),
        Kind.Bytes => SourceColumn.Bytes(expression, new BytesColumn(name)),
        _ => Text(name, expression),
    };

    /// <summary>Whatever it holds, as a text; bytes in hexadecimal.</summary>
    public static SourceColumn Text(string name, string expression)
        => SourceColumn.Text($"CASE typeof({expression}) WHEN 'blob' THEN hex({expression}) ELSE CAST({expression} AS TEXT) END", new TextColumn(name));

    /// <summary>An expression that is 1 for a value that a column of the declared type can't take.</summary>
    public static string Misfits(string type, string expression) => KindOf(type) switch
    {
        Kind.Boolean => $"{expression} IS NOT NULL AND (typeof({expression}) <> 'integer' OR {expression} NOT IN (0, 1))",
        Kind.Integer => $"typeof({expression}) NOT IN ('integer', 'null')",
        Kind.Real => $"typeof({expression}) NOT IN ('real', 'integer', 'null')",
        Kind.Bytes => $"typeof({expression}) NOT IN ('blob', 'null')",
        _ => "0",
    };

    private static Kind KindOf(string type)
    {
        return Has("BOOL") ? Kind.Boolean
            : Has("INT") ? Kind.Integer
            : Has("CHAR") || Has("CLOB") || Has("TEXT") || Has("DATE") || Has("TIME") || type.Length == 0 ? Kind.Text
            : Has("BLOB") ? Kind.Bytes
            : Has("REAL") || Has("FLOA") || Has("DOUB") || Has("NUM") || Has("DEC") ? Kind.Real
            : Kind.Text;

        bool Has(string part) => type.Contains(part, StringComparison.OrdinalIgnoreCase);
    }
}
