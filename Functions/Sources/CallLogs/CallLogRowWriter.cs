using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Reads what a record's fields say into the columns of a row; what can't be read is null, with a flag that says why.</summary>
internal sealed class CallLogRowWriter(CallLogLayout layout, string account, string defaultRegion, CleanBatch<CallLogColumns> batch)
{
    // Exports name a change's time in a zone that may be a wrong one; but none knows of tomorrow.
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(1);

    private readonly CallLogTime _time = new(layout);
    private readonly CallLogValues _values = new(layout);
    private readonly CallLogColumns _row = batch.Columns;
    private readonly string _region = layout.Country.Length > 0 ? layout.Country : defaultRegion;

    /// <summary>Writes the row of a record that has an id.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Its number in the raw blob, from 1.</param>
    /// <param name="flag">What the reader found doubtful about it; null: nothing.</param>
    public void Write(CallLogRecord record, long number, string? flag = null)
    {
        if (_values.IsIgnored.Read(record))
        {
            batch.Ignore();
            return;
        }

        // A record that doesn't say when it changed is as new as the file it came in.
        var landedAt = batch.Raw.Time.UtcDateTime;
        var changedAt = _time.ReadChanged(record);
        var isBelieved = changedAt <= landedAt + FarthestAhead;
        var isRemoved = _values.IsDeleted.Read(record);
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
        return !first.IsEmpty && layout.Id.IsMatch(first) && SourceKey.IsValid(first) && !first.SequenceEqual(record[CallLogField.Id]);
    }

    private void AppendComplaint(CallLogRecord record, bool isRemoved)
    {
        _row.OpenedAt.Append(_time.ReadOpened(record, _row));
        _row.ResolvedAt.Append(_time.ReadResolved(record, _row));
        _row.Channel.AppendUtf8(_values.Channel.Read(record));
        _row.Status.AppendUtf8(_values.Status.Read(record));
        _row.IsResolved.Append(Read(_values.IsResolved, record) ?? _values.IsResolvedStatus.Read(record));

        // A removed text must not live on in the clean lake by the very record that removes it.
        _row.Text.Append(isRemoved ? [] : ReadText(record));
        _row.Category.AppendUtf8(_values.Category.Read(record));
        var agent = _values.Agent.Read(record);
        _row.Agent.AppendUtf8(agent.Name);
        if (agent.IsOneOfSeveral)
        {
            _row.Flag("agent_one_of_several");
        }
    }

    private void AppendCustomer(CallLogRecord record)
    {
        var phone = record[CallLogField.CustomerPhone];
        var email = record[CallLogField.CustomerEmail];
        if (email.IsEmpty && phone.Contains('@') && EmailAddress.TryParse(phone, out _))
        {
            email = phone; // one column for whatever the customer wrote from
            phone = [];
        }

        _row.CustomerName.AppendUtf8(_values.CustomerName.Read(record));
        _row.AppendPhone(phone, _region);
        _row.AppendEmail(email);
        _row.City.AppendUtf8(_values.City.Read(record));
        _row.Region.AppendUtf8(_values.Region.Read(record));
        _row.Postcode.Append(Postcode.Tidy(record[CallLogField.Postcode], layout.Country.Length > 0 ? layout.Country : record[CallLogField.Country]));
        _row.Country.AppendUtf8(_values.Country.Read(record));
    }

    private void AppendCall(CallLogRecord record)
    {
        _row.ReceivedVia.AppendUtf8(_values.ReceivedVia.Read(record));
        _row.IsOnBehalf.Append(Read(_values.IsOnBehalf, record));
        _row.IsAnswered.Append(Read(_values.IsAnswered, record));
        _row.AnswerSeconds.Append(Read(_values.AnswerSeconds, record));
        _row.TalkSeconds.Append(Read(_values.TalkSeconds, record));
        _row.Satisfaction.Append(Read(_values.Satisfaction, record));
    }

    private static ReadOnlySpan<char> ReadText(CallLogRecord record)
    {
        var subject = TextRepair.Repair(record[CallLogField.Subject]);
        var text = TextRepair.Repair(record[CallLogField.Text]);
        return text.IsEmpty ? subject : subject.IsEmpty || text.StartsWith(subject, StringComparison.Ordinal) ? text : string.Concat(subject, "\n", text);
    }

    private T? Read<T>(FieldMemo<(T? Value, string? Flag)> values, CallLogRecord record)
        where T : struct
    {
        var (value, flag) = values.Read(record);
        if (flag is not null)
        {
            _row.Flag(flag);
        }

        return value;
    }
}
