namespace Beejan.Functions.Warehouse;

/// <summary>Rows that were lost or doubled at one stage of a source: the rows of view ops.imbalance, put together.</summary>
/// <param name="Stage">As in <c>cleaning to load</c>.</param>
/// <param name="Source">As in <c>sms</c>, or <c>all sources</c>.</param>
/// <param name="Places">How many files or tables it is about.</param>
/// <param name="Place">One of them.</param>
/// <param name="Rows">How many rows are lost or doubled, as far as it is told.</param>
public sealed record Imbalance(string Stage, string Source, long Places, string Place, long Rows);
