using ParquetSharp;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>Columns of a clean file, read some rows at a time.</summary>
internal sealed class StagedFile
{
    /// <summary>
    /// The most rows at a time. What they take stays in a processor's nearer memory, from the file's pages to the server: a row
    /// group in one piece took a tenth longer.
    /// </summary>
    public const int MostRows = 512;

    private readonly ParquetFileReader _reader;
    private readonly IReadOnlyList<string> _names;
    private readonly int[] _places;
    private readonly StagedColumn[] _columns;

    /// <param name="reader">Reads the file.</param>
    /// <param name="names">Columns to take, all of which it has.</param>
    /// <exception cref="InvalidDataException">A column is of a type that does not fit.</exception>
    public StagedFile(ParquetFileReader reader, IReadOnlyList<string> names)
    {
        (_reader, _names) = (reader, names);
        var schema = reader.FileMetaData.Schema;
        var places = Enumerable.Range(0, schema.NumColumns).ToDictionary(place => schema.Column(place).Name);
        _places = [.. names.Select(name => places[name])];
        _columns = [.. _places.Select(place => StagedColumn.Of(schema.Column(place)))];
        Fields = [.. names.Select(_ => new CopyFields())];
    }

    /// <summary>The values of the columns in the rows that were read last, in the order of their names.</summary>
    public CopyFields[] Fields { get; }

    /// <summary>The values of a column; null for one that was not named.</summary>
    public CopyFields? Find(string name) => _names.Zip(Fields).FirstOrDefault(column => column.First == name).Second;

    /// <summary>Reads all rows, some at a time.</summary>
    /// <returns>How many were read each time.</returns>
    public IEnumerable<int> Read()
    {
        for (var i = 0; i < _reader.FileMetaData.NumRowGroups; i++)
        {
            using var rowGroup = _reader.RowGroup(i);
            foreach (var rows in Read(rowGroup))
            {
                yield return rows;
            }
        }
    }

    private IEnumerable<int> Read(RowGroupReader rowGroup)
    {
        try
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].Begin(rowGroup.Column(_places[i]));
            }

            var left = rowGroup.MetaData.NumRows;
            while (left > 0)
            {
                var rows = (int)Math.Min(left, MostRows);
                for (var i = 0; i < _columns.Length; i++)
                {
                    _columns[i].Read(rows, Fields[i]);
                }

                left -= rows;
                yield return rows;
            }
        }
        finally
        {
            foreach (var column in _columns)
            {
                column.End();
            }
        }
    }
}
