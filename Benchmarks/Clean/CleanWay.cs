namespace Beejan.Benchmarks.Clean;

/// <summary>Ways from a raw file to a clean one.</summary>
internal enum CleanWay
{
    /// <summary>The source's cleaner.</summary>
    Ours,

    /// <summary>SQL in DuckDB, tuned, that makes the same columns; several raw files become one clean one.</summary>
    DuckDb,

    /// <summary>The same file by file, as they come and as the stage does: a clean file for each raw one.</summary>
    DuckDbByFile,

    /// <summary>SQL in DuckDB, tuned, that is let off what takes the most: topics, places, hashes of rows.</summary>
    DuckDbLess,
}
