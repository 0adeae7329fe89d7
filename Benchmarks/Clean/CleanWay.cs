namespace Beejan.Benchmarks.Clean;

/// <summary>Ways from a raw file to a clean one.</summary>
internal enum CleanWay
{
    /// <summary>The source's cleaner.</summary>
    Ours,

    /// <summary>SQL in DuckDB, tuned.</summary>
    DuckDb,
}
