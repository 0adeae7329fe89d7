using System.Globalization;
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
    private readonly CallLogTime _time = new(match.Layout);
    private readonly CallLogColumns _row = batch.Columns;

    // An export says nothing of when a record changed, so it is as new as the file it came in.
    private readonly DateTime _changedAt = batch.Raw.Time.UtcDateTime;

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

        if (batch.TryBeginRow(account, _record[CallLogField.Id], _changedAt, ChangeRank.Add, reader.RowNumber))
        {
            AppendComplaint(malformed);
            AppendCall();
            _row.EndRow();
        }
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

    private void AppendComplaint(CsvMalformedReason? malformed)
    {
        if (malformed is not null)
        {
            _row.Flag("csv_stray_quote");
        }

        _row.OpenedAt.Append(_time.ReadOpened(_record, _row));
        _row.ResolvedAt.Append(_time.ReadResolved(_record, _row));
        _row.Channel.Append(Channel());
        var status = _record[CallLogField.Status];
        _row.Status.Append(status);
        _row.IsResolved.Append(status.IsEmpty ? ReadFlag(CallLogField.IsResolved) : _layout.ResolvedStatuses.Contains(status.ToString().ToLowerInvariant()));
        _row.Text.Append(Text(CallLogField.Text));
        _row.Category.Append(Text(CallLogField.Category));
        _row.CustomerName.Append(Text(CallLogField.CustomerName));
        _row.AppendPhone(_record[CallLogField.CustomerPhone], defaultRegion);
        _row.AppendEmail(_record[CallLogField.CustomerEmail]);
        _row.Agent.Append(Text(CallLogField.Agent));
        _row.City.Append(Text(CallLogField.City));
        _row.Region.Append(Text(CallLogField.Region));
        _row.Postcode.Append(_record[CallLogField.Postcode]);
        _row.Country.Append(Text(CallLogField.Country));
    }

    private void AppendCall()
    {
        _row.ReceivedVia.Append(Text(CallLogField.ReceivedVia));
        _row.IsOnBehalf.Append(ReadFlag(CallLogField.IsOnBehalf));
        _row.IsAnswered.Append(ReadFlag(CallLogField.IsAnswered));
        _row.AnswerSeconds.Append(ReadNumber(CallLogField.AnswerSeconds));
        _row.TalkSeconds.Append(ReadNumber(CallLogField.TalkSeconds));
        _row.Satisfaction.Append(ReadNumber(CallLogField.Satisfaction));
    }

    private string Channel()
        => _layout.Channels.GetValueOrDefault(_record[CallLogField.ReceivedVia].ToString().ToLowerInvariant(), "phone");

    private ReadOnlySpan<char> Text(CallLogField field) => TextRepair.Repair(_record[field]);

    private bool? ReadFlag(CallLogField field)
    {
        var text = _record[field];
        if (text.IsEmpty)
        {
            return null;
        }

        if (text.Equals("Y", StringComparison.OrdinalIgnoreCase) || text.Equals("Yes", StringComparison.OrdinalIgnoreCase) || text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "1")
        {
            return true;
        }

        if (text.Equals("N", StringComparison.OrdinalIgnoreCase) || text.Equals("No", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase) || text is "0")
        {
            return false;
        }

        _row.Flag($"{FlagName(field)}_unreadable");
        return null;
    }

    private int? ReadNumber(CallLogField field)
    {
        var text = _record[field];
        if (text.IsEmpty)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _row.Flag($"{FlagName(field)}_unreadable");
        return null;
    }

    private static string FlagName(CallLogField field) => field switch
    {
        CallLogField.IsResolved => "is_resolved",
        CallLogField.IsOnBehalf => "is_on_behalf",
        CallLogField.IsAnswered => "is_answered",
        CallLogField.AnswerSeconds => "answer_seconds",
        CallLogField.TalkSeconds => "talk_seconds",
        _ => "satisfaction",
    };
}
