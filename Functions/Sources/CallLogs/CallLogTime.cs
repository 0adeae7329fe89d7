using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>
/// Reads a record's times by its layout's order, and its zone where the text names none; what can't be read is null, with
/// a flag that says why.
/// </summary>
internal sealed class CallLogTime(CallLogLayout layout)
{
    private readonly IReadOnlyList<string> _dates = DateFormats.Of(layout.DateOrder);
    private readonly LocalTime _zone = new(layout.TimeZone);

    public DateTime? ReadOpened(CallLogRecord record, ComplaintColumns row)
    {
        var isInOneColumn = layout.Columns.ContainsKey(CallLogField.OpenedAt);
        if (isInOneColumn && !layout.Columns.ContainsKey(CallLogField.OpenedDateInWords))
        {
            return Read(record[CallLogField.OpenedAt], "opened_at", row);
        }

        var date = record[CallLogField.OpenedDate];
        var time = record[CallLogField.OpenedTime];
        if (isInOneColumn)
        {
            Split(record[CallLogField.OpenedAt], out date, out time);
        }

        return ReadChecked(date, record[CallLogField.OpenedDateInWords], time, row);
    }

    public DateTime? ReadResolved(CallLogRecord record, ComplaintColumns row) => Read(record[CallLogField.ResolvedAt], "resolved_at", row);

    /// <summary>When the record says it changed; null where it says nothing, or nothing that can be read.</summary>
    public DateTime? ReadChanged(CallLogRecord record)
    {
        var text = record[CallLogField.ChangedAt];
        if (text.IsEmpty || !TryRead(text, out var local, out var offset))
        {
            return null;
        }

        // A version needs a place in the order, be it one that the clock skipped.
        var utc = offset is null ? LocalTime.IsPlausible(local) ? _zone.ToUtcOverGaps(local) : local : DateTime.SpecifyKind(local - offset.Value, DateTimeKind.Utc);
        return LocalTime.IsPlausible(utc) ? utc : null;
    }

    private DateTime? Read(ReadOnlySpan<char> text, string name, ComplaintColumns row)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (TryRead(text, out var local, out var offset))
        {
            return ToUtc(local, offset, name, row);
        }

        row.Flag($"{name}_unreadable");
        return null;
    }

    // A date in words wins over one in digits: its order can't be mistaken.
    private DateTime? ReadChecked(ReadOnlySpan<char> date, ReadOnlySpan<char> words, ReadOnlySpan<char> time, ComplaintColumns row)
    {
        var hasDate = LocalTime.TryReadExact(date, _dates, out var day);
        if (LocalTime.TryReadExact(words, DateFormats.InWords, out var inWords))
        {
            if (hasDate && day != inWords)
            {
                row.Flag("opened_at_disagrees");
            }

            (day, hasDate) = (inWords, true);
        }

        if (!hasDate)
        {
            row.Flag("opened_at_unreadable");
            return null;
        }

        if (TimeOfDay.TryRead(time, layout.DecimalSeparator, out var clock, out var offset))
        {
            return ToUtc(day + clock, offset, "opened_at", row);
        }

        row.Flag("opened_time_unreadable");
        return ToUtc(day, null, "opened_at", row);
    }

    private bool TryRead(ReadOnlySpan<char> text, out DateTime local, out TimeSpan? offset)
    {
        if (FixedTime.TryRead(text, layout.DateOrder, out local, out var isUtc))
        {
            offset = isUtc ? TimeSpan.Zero : null;
            return true;
        }

        offset = null;
        Split(text, out var date, out var time);
        var clock = TimeSpan.Zero;
        if (!time.IsEmpty && !TimeOfDay.TryRead(time, layout.DecimalSeparator, out clock, out offset))
        {
            local = default;
            return false;
        }

        // With an offset it is ISO 8601, whatever the layout's order is.
        var isRead = LocalTime.TryReadExact(date, _dates, out local) || (offset is not null && LocalTime.TryReadExact(date, DateFormats.Of(DateOrder.YearFirst), out local));
        local += clock;
        return isRead;
    }

    private static void Split(ReadOnlySpan<char> text, out ReadOnlySpan<char> date, out ReadOnlySpan<char> time)
    {
        var end = text.IndexOfAny(' ', 'T');
        date = (end < 0 ? text : text[..end]).TrimEnd(','); // 6/23/25, 7:00 AM
        time = end < 0 ? [] : text[(end + 1)..];
    }

    private DateTime? ToUtc(DateTime local, TimeSpan? offset, string name, ComplaintColumns row)
    {
        DateTime? utc;
        TimeReading reading;
        if (offset is { } known)
        {
            utc = DateTime.SpecifyKind(local - known, DateTimeKind.Utc);
            reading = LocalTime.IsPlausible(utc.Value) ? TimeReading.Read : TimeReading.Implausible;
            utc = reading == TimeReading.Read ? utc : null;
        }
        else
        {
            reading = _zone.ToUtc(local, out utc);
        }

        if (reading != TimeReading.Read)
        {
            row.Flag($"{name}_{reading.ToString().ToLowerInvariant()}");
        }

        return utc;
    }
}
