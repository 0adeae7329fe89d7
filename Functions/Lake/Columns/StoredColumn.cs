using Parquet;
using Parquet.Meta;
using Parquet.Schema;
using PhysicalType = Parquet.Meta.Type;

namespace Beejan.Functions.Lake.Columns;

/// <summary>
/// One column of a Parquet file that is read: a row group at a time, value by value, each as a text in one buffer. Read as
/// the plain numbers and bytes that it was written as, because Parquet.Net's own types know no <c>infinity</c>.
/// </summary>
internal abstract class StoredColumn(DataField definition)
{
    private int[] _levels = [];
    private int _row;

    public string Name => definition.Name;

    /// <summary>Whether the row it stands on has no value.</summary>
    public bool IsNull { get; private set; }

    /// <summary>The value of the row it stands on: numbers in invariant culture, times in ISO 8601, bytes in hexadecimal; empty when null.</summary>
    public ReadOnlySpan<char> Text => IsNull ? [] : TextOfNewest;

    /// <summary>The value read last.</summary>
    protected abstract ReadOnlySpan<char> TextOfNewest { get; }

    protected DataField Definition => definition;

    /// <exception cref="InvalidDataException">A type that <see cref="Column"/>s don't have.</exception>
    public static IReadOnlyList<StoredColumn> Of(IReadOnlyList<SchemaElement> elements)
    {
        var definitions = new ParquetSchema(elements.Select(element => new DataField(element.Name, ClrType(element), isNullable: true))).DataFields;
        return [.. elements.Zip(definitions, Of)];
    }

    public async Task LoadAsync(ParquetRowGroupReader rowGroup, int rows, CancellationToken cancellationToken)
    {
        _levels = new int[rows];
        _row = 0;
        await LoadAsync(rowGroup, _levels, cancellationToken);
    }

    public void MoveNext()
    {
        IsNull = _levels[_row++] == 0;
        if (!IsNull)
        {
            ReadNext();
        }
    }

    protected abstract Task LoadAsync(ParquetRowGroupReader rowGroup, int[] levels, CancellationToken cancellationToken);

    protected abstract void ReadNext();

    private static System.Type ClrType(SchemaElement element) => element.RepetitionType != FieldRepetitionType.OPTIONAL ? throw Unknown(element) : element.Type switch
    {
        PhysicalType.BOOLEAN => typeof(bool),
        PhysicalType.INT32 => typeof(int),
        PhysicalType.INT64 => typeof(long),
        PhysicalType.FLOAT => typeof(float),
        PhysicalType.DOUBLE => typeof(double),
        PhysicalType.BYTE_ARRAY => typeof(byte[]),
        _ => throw Unknown(element),
    };

    private static StoredColumn Of(SchemaElement element, DataField definition) => (element.Type, element.LogicalType) switch
    {
        (PhysicalType.BYTE_ARRAY, { STRING: not null }) => new StoredTextColumn(definition),
        (PhysicalType.BYTE_ARRAY, null) => new StoredBytesColumn(definition),
        (PhysicalType.BOOLEAN, null) => new StoredValueColumn<bool>(definition, ValueTexts.Boolean),
        (PhysicalType.INT32, { DATE: not null }) => new StoredValueColumn<int>(definition, ValueTexts.Date),
        (PhysicalType.INT32, null or { INTEGER: not null }) => new StoredValueColumn<int>(definition, ValueTexts.Number),
        (PhysicalType.INT64, { TIMESTAMP: { Unit.MICROS: not null } timestamp }) => new StoredValueColumn<long>(definition, timestamp.IsAdjustedToUTC ? ValueTexts.Instant : ValueTexts.LocalTime),
        (PhysicalType.INT64, { DECIMAL: { } number }) => new StoredValueColumn<long>(definition, ValueTexts.Decimal(number.Scale)),
        (PhysicalType.INT64, null or { INTEGER: not null }) => new StoredValueColumn<long>(definition, ValueTexts.Number),
        (PhysicalType.FLOAT, null) => new StoredValueColumn<float>(definition, ValueTexts.Number),
        (PhysicalType.DOUBLE, null) => new StoredValueColumn<double>(definition, ValueTexts.Number),
        _ => throw Unknown(element),
    };

    private static InvalidDataException Unknown(SchemaElement element) => new($"column {element.Name} of a type the app does not write");
}
