namespace Beejan.Functions.Sources.Forms;

/// <summary>Where a run stopped in the order of the table.</summary>
/// <param name="Time">The row's time, as the column has it: UTC, or the clock on the wall (of no kind) when it carries no zone.</param>
/// <param name="Id">Its id as a text.</param>
/// <param name="Order">By what types the order was made. Under another one the place means nothing.</param>
internal sealed record FormsPlace(DateTime Time, string? Id, string Order);
