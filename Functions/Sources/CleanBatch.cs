using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources;

/// <summary>One pass over one raw blob: where a source's cleaner puts each record that it reads.</summary>
internal sealed class CleanBatch<TColumns>(RawName raw, TColumns columns, ParquetFileWriter file, RejectWriter rejects, DuplicateScan duplicates, DuplicateScan? replaced)
    where TColumns : ComplaintColumns
{
    private long _duplicates;
    private long _ignored;

    public RawName Raw => raw;

    public TColumns Columns => columns;

    /// <summary>Records that the reader has counted, before any rule.</summary>
    public long Received { get; set; }

    /// <summary>What was decided of the blob as a whole (its encoding, say), for its manifest and the log.</summary>
    public FileReading Reading { get; } = [];

    /// <summary>Whether an earlier pass over the same bytes found that the record passes every rule.</summary>
    public bool WasRow(long record) => replaced?.Holds(record) == true;

    /// <summary>The record is well-formed and no complaint.</summary>
    public void Ignore() => _ignored++;

    public void Reject(Reject reject) => rejects.Write(reject);

    /// <summary>
    /// Begins the row of a record that passed every rule: key and version are appended, the rest is the cleaner's, up to
    /// <see cref="ComplaintColumns.EndRow"/>. Nothing may throw in between: the row would stay half filled.
    /// </summary>
    /// <returns>False when no row is wanted: a later record of this blob replaces it.</returns>
    public bool TryBeginRow(string account, ReadOnlySpan<char> id, DateTime changedAt, ChangeRank rank, long record)
    {
        if (replaced is null)
        {
            duplicates.Add(account, id, changedAt, (int)rank, record);
            if (duplicates.HasFound)
            {
                return false; // all will be read again: until then only keys are wanted
            }
        }
        else if (replaced.IsReplaced(record))
        {
            _duplicates++;
            return false;
        }

        columns.Account.Append(account);
        columns.SourceId.Append(id);
        columns.ChangedAt.Append(changedAt);
        columns.ChangeRank.Append((int)rank);
        columns.RecordNumber.Append(record);
        return true;
    }

    /// <summary>Writes what has gathered, when it is enough for a row group: to be awaited after each record.</summary>
    public ValueTask FlushIfFullAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return columns.IsFull ? new ValueTask(file.WriteRowGroupAsync()) : ValueTask.CompletedTask;
    }

    public async Task<BatchCounts> CompleteAsync()
    {
        await file.WriteRowGroupAsync();
        columns.LeaveMemory();
        return new BatchCounts(Received, file.Rows, _duplicates, rejects.Records, _ignored);
    }
}
