using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Reads what a record's fields say into the columns of a row; what can't be read is null, with a flag that says why.</summary>
internal sealed class CallLogValues(CallLogLayout layout, string defaultRegion, CallLogColumns row)
{
    private readonly CallLogTime _time = new(layout);

    /// <summary>Appends all columns but key and version.</summary>
    public void Append(CallLogRecord record)
    {
        AppendComplaint(record);
        AppendCall(record);
    }

    private void AppendComplaint(CallLogRecord record)
    {
        row.OpenedAt.Append(_time.ReadOpened(record, row));
        row.ResolvedAt.Append(_time.ReadResolved(record, row));
        row.Channel.Append(Channel(record));
        var status = record[CallLogField.Status];
        row.Status.Append(status);
        row.IsResolved.Append(status.IsEmpty ? ReadFlag(record, CallLogField.IsResolved) : layout.ResolvedStatuses.Contains(status.ToString().ToLowerInvariant()));
        row.Text.Append(TextRepair.Repair(record[CallLogField.Text]));
        row.Category.Append(TextRepair.Repair(record[CallLogField.Category]));
        row.CustomerName.Append(TextRepair.Repair(record[CallLogField.CustomerName]));
        row.AppendPhone(record[CallLogField.CustomerPhone], defaultRegion);
        row.AppendEmail(record[CallLogField.CustomerEmail]);
        row.Agent.Append(TextRepair.Repair(record[CallLogField.Agent]));
        row.City.Append(TextRepair.Repair(record[CallLogField.City]));
        row.Region.Append(TextRepair.Repair(record[CallLogField.Region]));
        row.Postcode.Append(record[CallLogField.Postcode]);
        row.Country.Append(TextRepair.Repair(record[CallLogField.Country]));
    }

    private void AppendCall(CallLogRecord record)
    {
        row.ReceivedVia.Append(TextRepair.Repair(record[CallLogField.ReceivedVia]));
        row.IsOnBehalf.Append(ReadFlag(record, CallLogField.IsOnBehalf));
        row.IsAnswered.Append(ReadFlag(record, CallLogField.IsAnswered));
        row.AnswerSeconds.Append(ReadNumber(record, CallLogField.AnswerSeconds));
        row.TalkSeconds.Append(ReadNumber(record, CallLogField.TalkSeconds));
        row.Satisfaction.Append(ReadNumber(record, CallLogField.Satisfaction));
    }

    private string Channel(CallLogRecord record)
        => layout.Channels.GetValueOrDefault(record[CallLogField.ReceivedVia].ToString().ToLowerInvariant(), "phone");

    private bool? ReadFlag(CallLogRecord record, CallLogField field)
    {
        var text = record[field];
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

        row.Flag($"{FlagName(field)}_unreadable");
        return null;
    }

    private int? ReadNumber(CallLogRecord record, CallLogField field)
    {
        var text = record[field];
        if (text.IsEmpty)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        row.Flag($"{FlagName(field)}_unreadable");
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
