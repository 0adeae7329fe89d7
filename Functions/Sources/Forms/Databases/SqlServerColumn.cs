using System.Globalization;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>
/// A column of a table in SQL Server, and its type in Parquet. What Parquet has no type for (decimals of more than 18 digits,
/// money, uniqueidentifier, time, xml, sql_variant…) is a text, as SQL Server casts it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Precision">Of a decimal.</param>
/// <param name="Scale">Of a decimal.</param>
internal sealed record SqlServerColumn(string Name, string Type, int Precision, int Scale)
{
    /// <summary>Its type, a decimal's with its digits.</summary>
    public string FullType => IsDecimal ? string.Create(CultureInfo.InvariantCulture, $"{Type}({Precision},{Scale})") : Type;

    public bool HasZone => Type == "datetimeoffset";

    public bool IsDay => Type == "date";

    public bool IsTime => HasZone || IsDay || Type is "datetime2" or "datetime" or "smalldatetime";

    /// <summary>Whether it only counts the changes of its row: no information, and another one in every restored copy.</summary>
    public bool IsRowVersion => Type is "timestamp" or "rowversion";

    private bool IsDecimal => Type is "decimal" or "numeric";

    public SourceColumn Map(string expression) => Type switch
    {
        "bit" => SourceColumn.Boolean(expression, new ValueColumn<bool>(Name)),
        "tinyint" => SourceColumn.SmallInt($"CAST({expression} AS smallint)", new SmallIntColumn(Name)),
        "smallint" => SourceColumn.SmallInt(expression, new SmallIntColumn(Name)),
        "int" => SourceColumn.Integer(expression, new ValueColumn<int>(Name)),
        "bigint" => SourceColumn.BigInt(expression, new ValueColumn<long>(Name)),
        "real" => SourceColumn.Float(expression, new FloatColumn<float>(Name)),
        "float" => SourceColumn.Double(expression, new FloatColumn<double>(Name)),
        _ when IsDecimal && Precision <= DecimalColumn.LargestPrecision => SourceColumn.Decimal(expression, new DecimalColumn(Name, Precision, Scale)),
        "money" or "smallmoney" => Text($"CONVERT(nvarchar(40), {expression}, 2)"), // style 2: all four digits, no commas
        "date" => Day(expression),
        "datetime2" or "datetime" or "smalldatetime" => LocalTime($"CAST({expression} AS datetime2(6))"),
        "datetimeoffset" => Instant(expression),
        "binary" or "varbinary" or "image" => SourceColumn.Bytes(expression, new BytesColumn(Name)),
        "char" or "varchar" or "text" or "nchar" or "nvarchar" or "ntext" => Text(expression),
        _ => Text($"CAST({expression} AS nvarchar(max))"),
    };

    private SourceColumn Text(string expression) => SourceColumn.Text(expression, new TextColumn(Name));

    private SourceColumn Day(string expression)
    {
        var target = new DateColumn(Name);
        return new(expression, target, (reader, i) => target.Append((int)(reader.GetDateTime(i) - DateTime.UnixEpoch).TotalDays));
    }

    private SourceColumn LocalTime(string expression)
    {
        var target = new LocalTimestampColumn(Name);
        return new(expression, target, (reader, i) => target.Append((reader.GetDateTime(i) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond));
    }

    private SourceColumn Instant(string expression)
    {
        var target = new TimestampColumn(Name);
        return new(expression, target, (reader, i) => target.Append(reader.GetFieldValue<DateTimeOffset>(i).UtcDateTime));
    }
}
