using System.Data.Common;
using Beejan.Functions.Lake;
using Beejan.Functions.Lake.Columns;
using Beejan.Functions.Sources.Forms.Databases;

namespace Beejan.Functions.Sources.Forms;

/// <summary>The rows of one run as Parquet with the table's own columns and types, on disk and not yet in the lake.</summary>
internal sealed class FormsRawFile : IAsyncDisposable
{
    private readonly ParquetFileWriter _writer;

    private FormsRawFile(ParquetFileWriter writer, DateTime first)
    {
        _writer = writer;
        First = first;
    }

    /// <summary>The time of the first row, and so of the file: what was read before, is read again and hasn't changed makes the same name.</summary>
    public DateTime First { get; }

    /// <summary>The last row's place.</summary>
    public (DateTime Time, string? Id) Last { get; private set; }

    /// <summary>The greatest time that isn't in the future.</summary>
    public DateTime? Newest { get; private set; }

    public long Rows => _writer.Rows;

    /// <param name="database">Where the table lies.</param>
    /// <param name="table">The table.</param>
    /// <param name="reader">Its rows.</param>
    /// <param name="describe">What the file says of itself, by its first row's time.</param>
    /// <param name="now">The database's clock, as the column has times.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null without rows.</returns>
    public static async Task<FormsRawFile?> WriteAsync(
        FormsDatabase database, FormsTable table, DbDataReader reader, Func<DateTime, Dictionary<string, string>> describe, DateTime now, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var columns = new TableColumns(table);
        var first = database.ReadTime(reader, table.Columns.Count);
        var file = new FormsRawFile(new ParquetFileWriter(columns, describe(first)), first);
        try
        {
            do
            {
                columns.Append(reader);
                file.Note(database.ReadTime(reader, table.Columns.Count), reader, table.Columns.Count + 1, now);
                if (columns.IsFull)
                {
                    await file._writer.WriteRowGroupAsync();
                }
            }
            while (await reader.ReadAsync(cancellationToken));

            await file._writer.WriteRowGroupAsync();
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public Task<TempFile> CompleteAsync() => _writer.CompleteAsync();

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Note(DateTime time, DbDataReader reader, int id, DateTime now)
    {
        Last = (time, reader.IsDBNull(id) ? null : reader.GetString(id));
        Newest = time <= now ? time : Newest; // rows come in order
    }

    /// <summary>A table's columns, which are known at run time only.</summary>
    private sealed class TableColumns : ColumnSet
    {
        private readonly FormsTable _table;

        public TableColumns(FormsTable table)
        {
            _table = table;
            foreach (var column in table.Columns)
            {
                Add(column.Target);
            }
        }

        public void Append(DbDataReader reader)
        {
            for (var i = 0; i < _table.Columns.Count; i++)
            {
                _table.Columns[i].AppendFrom(reader, i);
            }

            EndRow();
        }
    }
}
