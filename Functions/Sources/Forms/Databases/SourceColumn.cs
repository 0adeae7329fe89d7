using System.Data.Common;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>One column of the table: the expression that selects it, and the Parquet column that takes its values.</summary>
internal sealed class SourceColumn(string expression, Column target, Action<DbDataReader, int> append)
{
    public string Expression => expression;

    public Column Target => target;

    public void AppendFrom(DbDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            target.AppendNull();
        }
        else
        {
            append(reader, ordinal);
        }
    }

    public static SourceColumn Boolean(string expression, ValueColumn<bool> target) => new(expression, target, (reader, i) => target.Append(reader.GetBoolean(i)));

    public static SourceColumn SmallInt(string expression, SmallIntColumn target) => new(expression, target, (reader, i) => target.Append(reader.GetInt16(i)));

    public static SourceColumn Integer(string expression, ValueColumn<int> target) => new(expression, target, (reader, i) => target.Append(reader.GetInt32(i)));

    public static SourceColumn BigInt(string expression, ValueColumn<long> target) => new(expression, target, (reader, i) => target.Append(reader.GetInt64(i)));

    public static SourceColumn Float(string expression, FloatColumn<float> target) => new(expression, target, (reader, i) => target.Append(reader.GetFloat(i)));

    public static SourceColumn Double(string expression, FloatColumn<double> target) => new(expression, target, (reader, i) => target.Append(reader.GetDouble(i)));

    public static SourceColumn Decimal(string expression, DecimalColumn target) => new(expression, target, (reader, i) => target.Append(reader.GetDecimal(i)));

    public static SourceColumn Bytes(string expression, BytesColumn target) => new(expression, target, (reader, i) => target.AppendBytes(reader.GetFieldValue<byte[]>(i)));

    public static SourceColumn Text(string expression, TextColumn target) => new(expression, target, (reader, i) => target.AppendAsItIs(reader.GetString(i)));
}
