using System.Text;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs.Csv;
using Beejan.Functions.Sources.CallLogs.Layouts;
using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>
/// Reads one export record by record, and tells its rows from what else it holds: preamble, further headers, footers,
/// blank rows.
/// </summary>
internal sealed class CallLogReader(CsvFile file, IReadOnlyList<CallLogLayout> layouts, string defaultRegion, CleanBatch<CallLogColumns> batch)
{
    // Bytes. What is longer needs no look at whether it is a header, or a footer.
    private const int LongestHeader = 16 * 1024;
    private const int LongestFooter = 256;

    private readonly CallLogReading _reading = new();
    private LayoutMatch _match = null!;
    private CallLogRecord _record = null!;
    private CallLogRecordCheck _check = null!;
    private CallLogRowWriter _rows = null!;
    private bool _isAfterBlank;

    /// <exception cref="BadFileException">No layout fits, the file is torn, or it holds a table that nobody knows.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var header = await FileHeader.FindAsync(file, layouts, cancellationToken);
        await using var records = file.Read(header?.Separator ?? ',');
        if (header is null)
        {
            await IgnoreAsync(records, long.MaxValue, cancellationToken); // nothing but blank rows
            return;
        }

        await IgnoreAsync(records, header.Number - 1, cancellationToken);
        await records.ReadAsync(cancellationToken); // the header, which is no record
        Begin(header.Match);
        try
        {
            while (await records.ReadAsync(cancellationToken))
            {
                batch.Received++;
                if (!TryTake(records))
                {
                    throw await FileHeader.RefuseTableAsync(records, records.Line, cancellationToken);
                }

                await batch.FlushIfFullAsync(cancellationToken);
            }
        }
        catch (CsvFormatException e)
        {
            throw new BadFileException("file", e.Message, $"records of at most {CsvFile.LongestRecord} bytes, every quote closed", "calllogs.torn") { Records = batch.Received + 1 };
        }

        _reading.Describe(file, header, batch.Reading);
    }

    private async Task IgnoreAsync(CsvRecords records, long count, CancellationToken cancellationToken)
    {
        for (; count > 0 && await records.ReadAsync(cancellationToken); count--)
        {
            batch.Received++;
            batch.Ignore();
        }
    }

    private void Begin(LayoutMatch match)
    {
        var account = batch.Raw.Account == RawName.NoAccount ? match.Layout.Name : batch.Raw.Account;
        _match = match;
        _record = new CallLogRecord(match);
        _check = new CallLogRecordCheck(match, file.Encoding);
        _rows = new CallLogRowWriter(match.Layout, account, defaultRegion, batch);
    }

    /// <returns>False when the record begins a table of no known layout.</returns>
    private bool TryTake(CsvRecords records)
    {
        if (records.IsBlank)
        {
            _isAfterBlank = true;
            _reading.BlankRows++;
            batch.Ignore();
            return true;
        }

        var isAfterBlank = _isAfterBlank;
        _isAfterBlank = false;
        if (IsFooter(records))
        {
            batch.Ignore();
            return true;
        }

        if (batch.WasRow(batch.Received))
        {
            _record.Take(records);
            TakeRecord(records, null);
            return true;
        }

        var fault = _check.FindFault(records, batch.Received, _record);
        if ((fault is not null || IsNameOfId()) && FindHeader(records) is { } next)
        {
            TakeHeader(next);
            return true;
        }

        if (fault is not null && isAfterBlank && records.Raw.Length <= LongestHeader && HeaderName.AreNames(records.ReadFields()))
        {
            return false;
        }

        TakeRecord(records, fault);
        return true;
    }

    private void TakeRecord(CsvRecords records, Reject? fault)
    {
        _reading.Records++;
        if (fault is not null)
        {
            batch.Reject(fault);
            return;
        }

        if (_match.NamedWidth < _match.Headers.Count && records.HasValueFrom(_match.NamedWidth))
        {
            _reading.RowsWithNameless++;
        }

        _rows.Write(_record, batch.Received, records.Malformed is null ? null : "csv_stray_quote");
    }

    // Exports that were glued together: each begins with its header, and its columns may stand in another order.
    private void TakeHeader(LayoutMatch next)
    {
        _reading.FurtherHeaders++;
        batch.Ignore();
        if (!next.IsSameAs(_match))
        {
            Begin(next);
        }
    }

    private bool IsNameOfId() => _record[CallLogField.Id].Equals(_match.Headers[_match.IndexOf(CallLogField.Id)], StringComparison.OrdinalIgnoreCase);

    private LayoutMatch? FindHeader(CsvRecords records) => records.Raw.Length <= LongestHeader ? LayoutMatch.Find(layouts, records.ReadFields()) : null;

    private bool IsFooter(CsvRecords records)
    {
        if (_match.Layout.Footer is not { } pattern || records[0].Length > LongestFooter)
        {
            return false;
        }

        var footer = pattern.Match(Encoding.UTF8.GetString(records[0]));
        if (footer.Success)
        {
            _reading.AddFooter(records.Line, footer.Groups["records"].Value);
        }

        return footer.Success;
    }
}
