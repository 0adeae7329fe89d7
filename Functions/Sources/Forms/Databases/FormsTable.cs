namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>The table as a run finds it.</summary>
/// <param name="Name">Its name, quoted.</param>
/// <param name="Columns">All of its columns.</param>
/// <param name="Time">The expression rows are ordered by: updated_at, else created_at.</param>
/// <param name="Id">The expression that orders rows of one time; unique.</param>
/// <param name="HasZone">Whether <paramref name="Time"/> carries a zone.</param>
/// <param name="Order">By what types rows are ordered.</param>
internal sealed record FormsTable(string Name, IReadOnlyList<SourceColumn> Columns, string Time, string Id, bool HasZone, string Order)
{
    /// <summary>Its columns' types by their names, as the database says them.</summary>
    public required IReadOnlyDictionary<string, string> Types { get; init; }

    /// <summary>Whether <see cref="Time"/> may say no more than the day.</summary>
    public bool IsByDay { get; init; }
}
