using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Reads a record's times by its layout's order and zone; what can't be read is null, with a flag that says why.</summary>
internal sealed class CallLogTime(CallLogLayout layout)
{
    private readonly IReadOnlyList<string> _dates = DateFormats.Of(layout.DateOrder);
    private readonly LocalTime _zone = new(layout.TimeZone);

    public DateTime? ReadOpened(CallLogRecord record, ComplaintColumns row)
        => layout.Columns.ContainsKey(CallLogField.OpenedAt)
            ? ReadOneColumn(record[CallLogField.OpenedAt], "opened_at", row)
            : ReadTwoColumns(record, row);

    public DateTime? ReadResolved(CallLogRecord record, ComplaintColumns row)
        => ReadOneColumn(record[CallLogField.ResolvedAt], "resolved_at", row);

    private DateTime? ReadTwoColumns(CallLogRecord record, ComplaintColumns row)
    {
        var hasDate = LocalTime.TryReadExact(record[CallLogField.OpenedDate], _dates, out var date);
        if (LocalTime.TryReadExact(record[CallLogField.OpenedDateInWords], DateFormats.InWords, out var inWords))
        {
            if (hasDate && date != inWords)
            {
                row.Flag("opened_at_disagrees");
            }

            date = inWords;
            hasDate = true;
        }

        if (!hasDate)
        {
            row.Flag("opened_at_unreadable");
            return null;
        }

        if (LocalTime.TryReadExact(record[CallLogField.OpenedTime], DateFormats.Times, out var time))
        {
            return ToUtc(date + time.TimeOfDay, "opened_at", row);
        }

        row.Flag("opened_time_unreadable");
        return ToUtc(date, "opened_at", row);
    }

    private DateTime? ReadOneColumn(ReadOnlySpan<char> text, string name, ComplaintColumns row)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        var end = text.IndexOfAny(' ', 'T');
        var date = end < 0 ? text : text[..end];
        if (!LocalTime.TryReadExact(date, _dates, out var local))
        {
            row.Flag($"{name}_unreadable");
            return null;
        }

        if (end >= 0)
        {
            if (!LocalTime.TryReadExact(text[(end + 1)..], DateFormats.Times, out var time))
            {
                row.Flag($"{name}_unreadable");
                return null;
            }

            local += time.TimeOfDay;
        }

        return ToUtc(local, name, row);
    }

    private DateTime? ToUtc(DateTime local, string name, ComplaintColumns row)
    {
        var reading = _zone.ToUtc(local, out var utc);
        if (reading != TimeReading.Read)
        {
            row.Flag($"{name}_{reading.ToString().ToLowerInvariant()}");
        }

        return utc;
    }
}
