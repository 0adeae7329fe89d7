using System.Globalization;
using System.Text.RegularExpressions;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>
/// A column of a table in PostgreSQL, and its type in Parquet. What Parquet has no type for (numeric of no or of a large
/// precision, uuid, json, time, interval, arrays, enums…) is a text, as PostgreSQL writes it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, under a domain the domain's.</param>
/// <param name="FullType">Its type with what stands in parentheses.</param>
internal sealed partial record PostgresColumn(string Name, string Type, string FullType)
{
    public const string Instant = "timestamp with time zone";
    public const string LocalTime = "timestamp without time zone";
    public const string Day = "date";

    private const long From2000To1970 = 946_684_800_000_000;
    private const int DaysFrom2000To1970 = 10_957;

    public SourceColumn Map(string expression) => Type switch
    {
        "boolean" => SourceColumn.Boolean(expression, new ValueColumn<bool>(Name)),
        "smallint" => SourceColumn.SmallInt(expression, new SmallIntColumn(Name)),
        "integer" => SourceColumn.Integer(expression, new ValueColumn<int>(Name)),
        "bigint" => SourceColumn.BigInt(expression, new ValueColumn<long>(Name)),
        "real" => SourceColumn.Float(expression, new FloatColumn<float>(Name)),
        "double precision" => SourceColumn.Double(expression, new FloatColumn<double>(Name)),
        "numeric" when Decimal() is { } column => SourceColumn.Decimal($"NULLIF({expression}, 'NaN')", column), // no decimal number is NaN
        Day => Date(expression, new DateColumn(Name)),
        LocalTime => Timestamp(expression, new LocalTimestampColumn(Name)),
        Instant => Timestamp(expression, new TimestampColumn(Name)),
        "bytea" => SourceColumn.Bytes(expression, new BytesColumn(Name)),
        "text" or "character varying" or "character" => SourceColumn.Text(expression, new TextColumn(Name)),
        _ => SourceColumn.Text($"CAST({expression} AS text)", new TextColumn(Name)),
    };

    private DecimalColumn? Decimal()
    {
        var digits = Digits().Match(FullType);
        if (!digits.Success)
        {
            return null;
        }

        var precision = int.Parse(digits.Groups["precision"].ValueSpan, CultureInfo.InvariantCulture);
        var scale = digits.Groups["scale"].Success ? int.Parse(digits.Groups["scale"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return precision <= DecimalColumn.LargestPrecision && scale <= precision ? new DecimalColumn(Name, precision, scale) : null;
    }

    // As the wire has them: .NET's calendar ends where PostgreSQL's does not, and knows no infinity.
    private static SourceColumn Date(string expression, DateColumn target) => new(expression, target, (reader, i) => target.Append(reader.GetFieldValue<int>(i) switch
    {
        int.MaxValue => int.MaxValue,
        int.MinValue => -int.MaxValue,
        var days => days + DaysFrom2000To1970,
    }));

    private static SourceColumn Timestamp(string expression, ValueColumn<long> target) => new(expression, target, (reader, i) => target.Append(reader.GetFieldValue<long>(i) switch
    {
        > long.MaxValue - From2000To1970 => long.MaxValue, // infinity, or might as well be
        long.MinValue => -long.MaxValue,
        var micros => micros + From2000To1970,
    }));

    // A negative scale is no Parquet decimal's.
    [GeneratedRegex(@"^numeric\((?<precision>[0-9]+)(, ?(?<scale>[0-9]+))?\)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
