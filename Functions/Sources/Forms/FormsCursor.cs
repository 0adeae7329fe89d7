namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// How far a table was read. A walk is one pass from an inclusive lower bound to the table's end, over as many runs as the
/// row cap cuts it into.
/// </summary>
internal sealed record FormsCursor
{
    /// <summary>What the database's clock said when the walk began, UTC; null before the first one.</summary>
    public DateTime? WalkStartedAt { get; init; }

    /// <summary>The walk's inclusive lower bound, as the column has it; null: the beginning.</summary>
    public DateTime? From { get; init; }

    /// <summary>The last row of the run that the cap cut, behind which the walk goes on; null when the walk has ended.</summary>
    public FormsPlace? After { get; init; }

    /// <summary>The greatest time seen that is not in the future, as the column has it.</summary>
    public DateTime? Newest { get; init; }

    /// <summary>The walk that a run belongs to: this one while it is cut, else the next.</summary>
    /// <remarks>
    /// The next one begins at the ended walk's start less the lag. Whatever that walk didn't see was committed after it had
    /// begun, by a transaction shorter than the lag, which therefore wrote a time no older than that. It begins earlier when
    /// nothing newer was seen, which costs a row or two of a quiet table, and covers an updated_at of coarse grain. It always
    /// gets on, however many rows the lag spans, because a cut walk goes on behind its last row, not at a time.
    /// </remarks>
    /// <param name="now">What the database's clock says, UTC.</param>
    /// <param name="time">How the column has times.</param>
    /// <param name="lag">See <see cref="FormsOptions.Lag"/>.</param>
    /// <param name="order">See <see cref="FormsPlace.Order"/>.</param>
    public FormsCursor Walk(DateTime now, FormsTime time, TimeSpan lag, string order)
    {
        if (After is not null)
        {
            // An order that changed under a cut walk: the same walk once more, from its beginning.
            return this with { From = time.OfColumn(From), Newest = time.OfColumn(Newest), After = After.Order == order ? After : null };
        }

        if (WalkStartedAt is not { } startedAt || time.OfColumn(Newest) is not { } newest)
        {
            return this with { WalkStartedAt = now };
        }

        var bound = time.LeastBetween((startedAt < now ? startedAt : now) - lag, now); // a clock may be set back
        return new FormsCursor { WalkStartedAt = now, From = newest < bound ? newest : bound, Newest = newest };
    }
}
