namespace Beejan.Benchmarks.Load;

/// <summary>Ways for a clean file's rows into a database.</summary>
internal enum LoadWay
{
    /// <summary>The warehouse's load.</summary>
    Ours,

    /// <summary>The engine's bulk path into one table without keys.</summary>
    Raw,

    /// <summary>The engine's bulk path into one table with the history's primary key.</summary>
    RawKeyed,
}
