using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Turns records of one layout that are in order into rows.</summary>
internal sealed class CallLogRowWriter(CallLogLayout layout, CallLogRecord record, string account, string defaultRegion, CleanBatch<CallLogColumns> batch)
{
    private readonly CallLogLayout _layout = layout;
    private readonly CallLogRecord _record = record;
    private readonly CallLogTime _time = new(layout);
    private readonly CallLogColumns _row = batch.Columns;

    // An export says nothing of when a record changed, so it is as new as the file it came in.
    private readonly DateTime _changedAt = batch.Raw.Time.UtcDateTime;

    /// <param name="number">The record's number in its raw blob.</param>
    /// <param name="hasStrayQuote">Whether its quotes are doubtful.</param>
    public void Write(long number, bool hasStrayQuote)
    {
        if (batch.TryBeginRow(account, _record[CallLogField.Id], _changedAt, ChangeRank.Add, number))
        {
            AppendComplaint(hasStrayQuote);
            AppendCall();
            _row.EndRow();
        }
    }

    private void AppendComplaint(bool hasStrayQuote)
    {
        if (hasStrayQuote)
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
