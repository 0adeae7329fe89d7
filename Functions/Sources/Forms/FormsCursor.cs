namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// How far a table was read. A walk is one pass from an inclusive lower bound to the table's end, over as many runs as the
/// row cap cuts it into.
/// </summary>
internal sealed record FormsCursor
{
    /// <summary>What the database's clock said when the walk began, UTC; null before the first one.</summary>
    public DateTime? WalkStartedAt { get; init; }

    /// <summary>What the walk couldn't see when it began carries no time older than this, UTC; null when nobody knows.</summary>
    public DateTime? Bound { get; init; }

    /// <summary>The walk's inclusive lower bound, as the column has it; null: the beginning.</summary>
    public DateTime? From { get; init; }

    /// <summary>The last row of the run that the cap cut, behind which the walk goes on; null when the walk has ended.</summary>
    public FormsPlace? After { get; init; }

    /// <summary>The greatest time seen that is not in the future, as the column has it.</summary>
    public DateTime? Newest { get; init; }

    /// <summary>When the table's ids were last compared with the warehouse's, by the database's clock, UTC.</summary>
    public DateTime? ReconciledAt { get; init; }

    /// <summary>The table's columns and their types when it was last read; null before.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>The walk that a run belongs to: this one while it is cut, else the next.</summary>
    /// <remarks>
    /// The next one begins at the ended walk's bound, from where on all is that it didn't see. It begins earlier when nothing
    /// newer was seen, which costs a row or two of a quiet table, and covers an updated_at of coarse grain. It always gets
    /// on, however many rows the bound leaves to be read again, because a cut walk goes on behind its last row, not at a time.
    /// </remarks>
    /// <param name="now">What the database's clock says, UTC.</param>
    /// <param name="bound">What a walk that begins now doesn't see carries no time older than this, UTC; null: unknown, so that the bound before holds on.</param>
    /// <param name="time">How the column has times.</param>
    /// <param name="order">See <see cref="FormsPlace.Order"/>.</param>
    public FormsCursor Walk(DateTime now, DateTime? bound, FormsTime time, string order)
    {
        if (After is not null)
        {
            // An order that changed under a cut walk: the same walk once more, from its beginning.
            return this with { From = time.OfColumn(From), Newest = time.OfColumn(Newest), After = After.Order == order ? After : null };
        }

        var next = this with { WalkStartedAt = now, Bound = bound ?? Bound, From = null, Newest = time.OfColumn(Newest) };
        if (Bound is not { } unseen || next.Newest is not { } newest)
        {
            return next;
        }

        var from = time.LeastBetween(unseen < now ? unseen : now, now); // a clock may be set back
        return next with { From = newest < from ? newest : from };
    }
}
