using System.Text;
using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>The records of a file, one after the other: whatever the file holds, header and blank lines included.</summary>
internal sealed class CsvRecords : IAsyncDisposable
{
    private readonly CsvReader _reader;

    /// <param name="bytes">The file, left open.</param>
    /// <param name="separator">What stands between the fields of a record.</param>
    /// <param name="options">How it is read.</param>
    public CsvRecords(Stream bytes, char separator, CsvReaderOptions options)
    {
        Separator = separator;
        _reader = CsvReader.Create(bytes, options with { OnMalformedRecord = record => Malformed = record.Reason }, leaveOpen: true);
    }

    public char Separator { get; }

    /// <summary>What is wrong with the quotes of the current record; null when nothing is.</summary>
    public CsvMalformedReason? Malformed { get; private set; }

    /// <summary>1-based number of the current record among all that the file holds.</summary>
    public long Number => _reader.RowNumber;

    /// <summary>1-based line on which the current record starts.</summary>
    public long Line => _reader.LineNumber;

    public int FieldCount => _reader.FieldCount;

    /// <summary>The current record as it came, in UTF-8.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>Whether no field of the current record says anything.</summary>
    public bool IsBlank => !HasValueFrom(0);

    /// <exception cref="CsvFormatException">A record is longer than <see cref="CsvFile.LongestRecord"/>.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        Malformed = null;
        return _reader.ReadAsync(cancellationToken);
    }

    /// <summary>A field of the current record, unquoted, in UTF-8; empty past its end.</summary>
    public ReadOnlySpan<byte> this[int field] => _reader.GetSpan(field);

    /// <summary>The fields of the current record as texts: of a header, or of what may be one.</summary>
    public string[] ReadFields() => [.. Enumerable.Range(0, FieldCount).Select(field => Encoding.UTF8.GetString(this[field]))];

    /// <summary>Whether a field of the current record says something, from a place on.</summary>
    public bool HasValueFrom(int field)
    {
        for (var i = field; i < FieldCount; i++)
        {
            if (!this[i].Trim(" \t"u8).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads to the end, or to where nothing can be read any more: only for a file that is refused as a whole.</summary>
    /// <returns>The records of the whole file.</returns>
    public async Task<long> CountAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadAsync(cancellationToken))
            {
            }

            return Number;
        }
        catch (CsvFormatException)
        {
            return Number + 1;
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();
}
