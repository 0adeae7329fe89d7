namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>What is remembered of the rows of a file that went by.</summary>
/// <param name="rows">How many it has.</param>
internal sealed class SeenRows(long rows)
{
    private const int FewestRemembered = 64;
    private const int MostRemembered = 1 << 20; // 32 MiB

    public SeenKeys Complaints { get; } = new(rows);

    public KeyMemory Members { get; } = new((int)Math.Clamp(2 * rows, FewestRemembered, MostRemembered));

    public HashSet<int> Years { get; } = [];
}
