namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>What is remembered of the rows of a file that went by.</summary>
/// <param name="rows">How many it has.</param>
internal sealed class SeenRows(long rows) : IDisposable
{
    private const int Remembered = 1 << 18; // 8 MiB

    public SeenKeys Complaints { get; } = new(rows);

    /// <summary>Hashes what hardly two rows have in common.</summary>
    public KeyMemory Unique { get; } = new(1);

    /// <summary>Hashes what rows have in common.</summary>
    public KeyMemory Members { get; } = new(Remembered);

    public HashSet<int> Years { get; } = [];

    public void Dispose()
    {
        Unique.Dispose();
        Members.Dispose();
    }
}
