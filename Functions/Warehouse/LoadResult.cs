namespace Beejan.Functions.Warehouse;

/// <summary>What became of a file's rows: <c>Rows = Inserted + Updated + Unchanged + Older</c>, each counted by itself.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Inserted">Complaints that were not known before.</param>
/// <param name="Updated">Known complaints that now say something else.</param>
/// <param name="Unchanged">Rows that said nothing new.</param>
/// <param name="Older">Rows behind what was known, or behind another row of the same complaint in the file.</param>
/// <param name="Withdrawn">Complaints that only an older reading of the same raw file made, and that are gone now; no rows of this one.</param>
/// <param name="AlreadyLoaded">Whether the file was in the warehouse before; the counts are those of that load.</param>
public sealed record LoadResult(long Rows, long Inserted, long Updated, long Unchanged, long Older, long Withdrawn, bool AlreadyLoaded);
