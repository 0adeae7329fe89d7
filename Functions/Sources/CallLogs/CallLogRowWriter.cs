using System.Text.Unicode;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;
using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Turns records of one layout into rows and rejects.</summary>
internal sealed class CallLogRowWriter(LayoutMatch match, string account, string defaultRegion, CleanBatch<CallLogColumns> batch)
{
    private readonly CallLogLayout _layout = match.Layout;
    private readonly CallLogRecord _record = new(match);
    private readonly CallLogValues _values = new(match.Layout, account, defaultRegion, batch);

    public void Write(CsvReader reader, CsvMalformedReason? malformed)
    {
        if (IsBlank(reader))
        {
            batch.Ignore();
            return;
        }

        if (FindFault(reader, malformed) is { } fault)
        {
            batch.Reject(fault);
            return;
        }

        _values.Write(_record, reader.RowNumber, malformed is null ? null : "csv_stray_quote");
    }

    private static bool IsBlank(CsvReader reader)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (!reader.GetSpan(i).Trim(" \t"u8).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private Reject? FindFault(CsvReader reader, CsvMalformedReason? malformed)
    {
        if (malformed == CsvMalformedReason.UnterminatedQuote || (malformed == CsvMalformedReason.TextAfterClosingQuote && reader.RawRecord.ContainsAny("\r\n"u8)))
        {
            // The quote that seems to close it may be the next record's: two records in one, with as many fields.
            return Fault(reader, "record", "a quote that is never closed", "a closing quote", "calllogs.quote");
        }

        if (!Utf8.IsValid(reader.RawRecord))
        {
            return Fault(reader, "record", "bytes that are not UTF-8 (shown as Latin-1)", "UTF-8", "calllogs.encoding");
        }

        if (CountFields(reader) != reader.Headers.Count)
        {
            return Fault(reader, "record", $"{reader.FieldCount} fields", $"{reader.Headers.Count} fields, as in the header", "calllogs.fields");
        }

        _record.Take(reader);
        var id = _record[CallLogField.Id];
        return _layout.Id.IsMatch(id) && SourceKey.IsValid(id)
            ? null
            : Fault(reader, reader.Headers[match.IndexOf(CallLogField.Id)], id.IsEmpty ? "nothing" : id.ToString(), _layout.IdInWords, "calllogs.id");
    }

    // Empty fields past the last column are a trailing comma, not data that slipped.
    private static int CountFields(CsvReader reader)
    {
        var count = reader.FieldCount;
        while (count > reader.Headers.Count && reader.GetSpan(count - 1).IsEmpty)
        {
            count--;
        }

        return count;
    }

    private static Reject Fault(CsvReader reader, string field, string found, string expected, string rule)
        => new(reader.RowNumber, reader.LineNumber, field, found, expected, rule, TextRepair.Show(reader.RawRecord));
}
