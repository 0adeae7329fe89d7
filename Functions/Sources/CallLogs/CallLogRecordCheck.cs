using System.Text;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Csv;
using Beejan.Functions.Sources.CallLogs.Layouts;
using CsvHelper;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Finds what keeps a record of one layout from being a row: torn quotes, lost fields, bytes that are no text, an id that is none.</summary>
internal sealed class CallLogRecordCheck(LayoutMatch match, TextEncoding encoding)
{
    private readonly int _width = match.NamedWidth;
    private readonly int _id = match.IndexOf(CallLogField.Id);

    /// <summary>What is wrong with the current record, or null; then <paramref name="record"/> has taken it.</summary>
    public Reject? FindFault(CsvRecords records, long number, CallLogRecord record)
    {
        if (records.Malformed == CsvMalformedReason.UnterminatedQuote || (records.Malformed == CsvMalformedReason.TextAfterClosingQuote && records.Raw.ContainsAny("\r\n"u8)))
        {
            // The quote that seems to close it may be the next record's: two records in one, with as many fields.
            return Fault("record", "a quote that is never closed", "a closing quote", "calllogs.quote");
        }

        if (!encoding.IsWhole(records.Raw))
        {
            return encoding.Decoder is null
                ? Fault("record", "bytes that are not UTF-8 (shown as Latin-1)", "UTF-8", "calllogs.encoding")
                : Fault("record", $"bytes that are no character of {encoding.Name} (shown as a control character)", encoding.Name, "calllogs.encoding");
        }

        if (!HasItsFields(records))
        {
            return Fault("record", $"{records.FieldCount} fields", $"{_width} fields, as in the header", "calllogs.fields");
        }

        if (HoldsRecords(records))
        {
            return Fault("record", "records within a quoted field", "a closing quote before them", "calllogs.quote");
        }

        record.Take(records);
        var id = record[CallLogField.Id];
        return IsId(id) ? null : Fault(match.Headers[_id], id.IsEmpty ? "nothing" : id.ToString(), match.Layout.IdInWords, "calllogs.id");

        Reject Fault(string field, string found, string expected, string rule)
            => new(number, records.Line, field, found, expected, rule, TextRepair.Show(records.Raw));
    }

    private bool IsId(ReadOnlySpan<char> text) => match.Layout.Id.IsMatch(text) && SourceKey.IsValid(text);

    // Columns without a name may be missing, and empty fields past the last column are a trailing comma.
    private bool HasItsFields(CsvRecords records)
    {
        if (records.FieldCount < _width)
        {
            return false;
        }

        for (var i = match.Headers.Count; i < records.FieldCount; i++)
        {
            if (!records[i].IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    // A quote that opens by mistake swallows records up to the next one, and may end as neatly as if it were a text of
    // several lines. But no text has lines with as many separators as a record, and a record's id in its place.
    private bool HoldsRecords(CsvRecords records)
    {
        var rest = records.Raw;
        for (var end = rest.IndexOfAny("\r\n"u8); end >= 0; end = rest.IndexOfAny("\r\n"u8))
        {
            rest = rest[(end + 1)..];
            var next = rest.IndexOfAny("\r\n"u8);
            if (LooksLikeARecord(next < 0 ? rest : rest[..next], (byte)records.Separator))
            {
                return true;
            }
        }

        return false;
    }

    private bool LooksLikeARecord(ReadOnlySpan<byte> line, byte separator)
    {
        // Its last quote may be the one that closes the text that swallowed it.
        if (!IsWidth(line.Count(separator) + 1) && !IsWidth(CountOutsideQuotes(line, separator) + 1))
        {
            return false;
        }

        for (var i = 0; i < _id; i++)
        {
            line = line[(line.IndexOf(separator) + 1)..];
        }

        var end = line.IndexOf(separator);
        return IsId(Encoding.UTF8.GetString((end < 0 ? line : line[..end]).Trim("\" "u8)));
    }

    private bool IsWidth(int fields) => fields >= _width && fields <= match.Headers.Count;

    private static int CountOutsideQuotes(ReadOnlySpan<byte> line, byte separator)
    {
        var count = 0;
        var isQuoted = false;
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            count += !isQuoted && character == separator ? 1 : 0;
        }

        return count;
    }
}
