using Beejan.Functions.Lake;
using Beejan.Functions.Lake.Columns;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Rows that are gone from the table, as Parquet in the shape of an extract: an id, and that it is deleted.</summary>
internal sealed class FormsDeletions : IAsyncDisposable
{
    private readonly DeletedRows _rows = new();
    private readonly ParquetFileWriter _writer;

    /// <param name="metadata">What the file says of itself.</param>
    public FormsDeletions(IReadOnlyDictionary<string, string> metadata) => _writer = new ParquetFileWriter(_rows, metadata);

    /// <param name="row">The complaint as the warehouse has it.</param>
    /// <param name="now">When it was found to be gone, UTC.</param>
    public async Task AddAsync(KnownComplaint row, DateTime now)
    {
        _rows.Append(row.SourceId, now > row.ChangedAt ? now : row.ChangedAt, now);
        if (_rows.IsFull)
        {
            await _writer.WriteRowGroupAsync();
        }
    }

    public async Task<TempFile> CompleteAsync()
    {
        await _writer.WriteRowGroupAsync();
        return await _writer.CompleteAsync();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private sealed class DeletedRows : ColumnSet
    {
        private readonly TextColumn _id;
        private readonly TimestampColumn _updatedAt;
        private readonly TimestampColumn _deletedAt;

        public DeletedRows()
        {
            _id = Add(new TextColumn("id"));
            _updatedAt = Add(new TimestampColumn("updated_at"));
            _deletedAt = Add(new TimestampColumn("deleted_at"));
        }

        public void Append(string id, DateTime updatedAt, DateTime deletedAt)
        {
            _id.AppendAsItIs(id);
            _updatedAt.Append(updatedAt);
            _deletedAt.Append(deletedAt);
            EndRow();
        }
    }
}
