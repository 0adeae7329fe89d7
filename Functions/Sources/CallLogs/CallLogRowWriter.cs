using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Reads what a record's fields say into the columns of a row; what can't be read is null, with a flag that says why.</summary>
internal sealed class CallLogRowWriter(CallLogLayout layout, string account, string defaultRegion, CleanBatch<CallLogColumns> batch)
{
    // Exports name a change's time in a zone that may be a wrong one; but none knows of tomorrow.
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(1);

    private readonly CallLogTime _time = new(layout);
    private readonly CallLogColumns _row = batch.Columns;
    private readonly string _region = layout.Country.Length > 0 ? layout.Country : defaultRegion;

    /// <summary>Writes the row of a record that has an id.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Its number in the raw blob, from 1.</param>
    /// <param name="flag">What the reader found doubtful about it; null: nothing.</param>
    public void Write(CallLogRecord record, long number, string? flag = null)
    {
        if (layout.IgnoredDirections.Contains(Lower(record[CallLogField.Direction])))
        {
            batch.Ignore();
            return;
        }

        // A record that doesn't say when it changed is as new as the file it came in.
        var landedAt = batch.Raw.Time.UtcDateTime;
        var changedAt = _time.ReadChanged(record);
        var isBelieved = changedAt <= landedAt + FarthestAhead;
        var isRemoved = ReadFlag(record[CallLogField.IsDeleted]) == true;
        var isLater = ContinuesAnother(record);
        if (!batch.TryBeginRow(account, record[isLater ? CallLogField.FirstId : CallLogField.Id], isBelieved ? changedAt!.Value : landedAt, isRemoved ? ChangeRank.Remove : isLater ? ChangeRank.Edit : ChangeRank.Add, number))
        {
            return;
        }

        if (flag is not null)
        {
            _row.Flag(flag);
        }

        if (!isBelieved && !record[CallLogField.ChangedAt].IsEmpty)
        {
            _row.Flag("changed_at_doubtful");
        }

        AppendComplaint(record, isRemoved);
        AppendCustomer(record);
        AppendCall(record);
        _row.EndRow();
    }

    // A chain's first record is the add, which says when it was opened; what continues it are edits.
    private bool ContinuesAnother(CallLogRecord record)
    {
        var first = record[CallLogField.FirstId];
        return layout.Id.IsMatch(first) && SourceKey.IsValid(first) && !first.SequenceEqual(record[CallLogField.Id]);
    }

    private void AppendComplaint(CallLogRecord record, bool isRemoved)
    {
        _row.OpenedAt.Append(_time.ReadOpened(record, _row));
        _row.ResolvedAt.Append(_time.ReadResolved(record, _row));
        _row.Channel.Append(layout.Channels.GetValueOrDefault(Lower(record[CallLogField.ReceivedVia]), layout.Channel));
        var status = record[CallLogField.Status];
        _row.Status.Append(status);
        _row.IsResolved.Append(ReadFlag(record, CallLogField.IsResolved, "is_resolved") ?? (status.IsEmpty ? null : layout.ResolvedStatuses.Contains(Lower(status))));

        // A removed text must not live on in the clean lake by the very record that removes it.
        _row.Text.Append(isRemoved ? [] : ReadText(record));
        _row.Category.Append(TextRepair.Repair(record[CallLogField.Category]));
        _row.Agent.Append(TextRepair.Repair(ReadAgent(record)));
    }

    private void AppendCustomer(CallLogRecord record)
    {
        var phone = record[CallLogField.CustomerPhone];
        var email = record[CallLogField.CustomerEmail];
        if (email.IsEmpty && EmailAddress.TryParse(phone, out _))
        {
            email = phone; // one column for whatever the customer wrote from
            phone = [];
        }

        _row.CustomerName.Append(TextRepair.Repair(record[CallLogField.CustomerName]));
        _row.AppendPhone(phone, _region);
        _row.AppendEmail(email);
        _row.City.Append(TextRepair.Repair(record[CallLogField.City]));
        _row.Region.Append(TextRepair.Repair(record[CallLogField.Region]));
        _row.Postcode.Append(Postcode.Tidy(record[CallLogField.Postcode], layout.Country.Length > 0 ? layout.Country : record[CallLogField.Country]));
        _row.Country.Append(TextRepair.Repair(record[CallLogField.Country]));
    }

    private void AppendCall(CallLogRecord record)
    {
        _row.ReceivedVia.Append(TextRepair.Repair(record[CallLogField.ReceivedVia]));
        _row.IsOnBehalf.Append(ReadFlag(record, CallLogField.IsOnBehalf, "is_on_behalf"));
        _row.IsAnswered.Append(ReadFlag(record, CallLogField.IsAnswered, "is_answered"));
        _row.AnswerSeconds.Append(ReadSeconds(record, CallLogField.AnswerSeconds, "answer_seconds"));
        _row.TalkSeconds.Append(ReadSeconds(record, CallLogField.TalkSeconds, "talk_seconds"));
        _row.Satisfaction.Append(ReadNumber(record, CallLogField.Satisfaction, "satisfaction"));
    }

    private static ReadOnlySpan<char> ReadText(CallLogRecord record)
    {
        var subject = TextRepair.Repair(record[CallLogField.Subject]);
        var text = TextRepair.Repair(record[CallLogField.Text]);
        return text.IsEmpty ? subject : subject.IsEmpty || text.StartsWith(subject, StringComparison.Ordinal) ? text : string.Concat(subject, "\n", text);
    }

    private ReadOnlySpan<char> ReadAgent(CallLogRecord record)
    {
        var agents = record[CallLogField.Agent];
        var end = layout.AgentSeparator.Length == 0 ? -1 : agents.IndexOf(layout.AgentSeparator, StringComparison.Ordinal);
        if (end < 0)
        {
            return agents;
        }

        _row.Flag("agent_one_of_several");
        return agents[..end].TrimEnd();
    }

    private bool? ReadFlag(CallLogRecord record, CallLogField field, string name)
    {
        var flag = ReadFlag(record[field]);
        if (flag is null && !record[field].IsEmpty)
        {
            _row.Flag($"{name}_unreadable");
        }

        return flag;
    }

    private static bool? ReadFlag(ReadOnlySpan<char> text) => Lower(text) switch
    {
        "y" or "yes" or "true" or "1" => true,
        "n" or "no" or "false" or "0" => false,
        _ => null,
    };

    private int? ReadSeconds(CallLogRecord record, CallLogField field, string name)
        => Checked(CallLogNumber.TryReadSeconds(record[field], layout.Durations.GetValueOrDefault(field), layout.DecimalSeparator, out var seconds), seconds, record[field], name);

    private int? ReadNumber(CallLogRecord record, CallLogField field, string name)
        => Checked(CallLogNumber.TryRead(record[field], layout.DecimalSeparator, out var number) & CallLogNumber.TryRound(number, out var rounded), rounded, record[field], name);

    private int? Checked(bool isRead, int number, ReadOnlySpan<char> text, string name)
    {
        if (!isRead && !text.IsEmpty)
        {
            _row.Flag($"{name}_unreadable");
        }

        return isRead ? number : null;
    }

    private static string Lower(ReadOnlySpan<char> text) => LayoutReader.Lower(text.ToString());
}
