using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Between instants and the times of a column: the same where the column carries a zone, else what the zone's clock shows.</summary>
internal sealed class FormsTime(bool hasZone, LocalTime zone, bool isByDay = false)
{
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(25);

    public DateTime ToColumn(DateTime utc) => hasZone ? utc : zone.ToLocal(utc);

    public DateTime ToUtc(DateTime ofColumn) => ofColumn.Kind == DateTimeKind.Utc ? ofColumn : zone.ToUtcOverGaps(ofColumn);

    /// <summary>
    /// The least time a row can carry that is written between two instants: less than at the first, when a clock is set back
    /// in between, or the column has days only.
    /// </summary>
    public DateTime LeastBetween(DateTime fromUtc, DateTime toUtc)
    {
        var least = hasZone ? fromUtc : zone.LeastBetween(fromUtc, toUtc);
        return isByDay ? least - LongestDay : least;
    }

    /// <summary>A time that was kept, as the column has it now: its type may have changed since.</summary>
    public DateTime? OfColumn(DateTime? kept) => kept is not { } time || (time.Kind == DateTimeKind.Utc) == hasZone ? kept : hasZone ? ToUtc(time) : ToColumn(time);
}
