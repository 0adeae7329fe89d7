namespace Beejan.Benchmarks.Load;

/// <summary>Ways for a clean file's rows into a database.</summary>
internal enum LoadWay
{
    /// <summary>The engine's bulk path into one table without keys, which nobody has to be able to restore.</summary>
    Raw,

    /// <summary>The engine's bulk path into one table with the history's primary key.</summary>
    RawKeyed,

    /// <summary>The warehouse's load into an empty store.</summary>
    First,

    /// <summary>Then the same file once more.</summary>
    SameFile,

    /// <summary>Then another clean file of the same raw file and rules, with the same rows.</summary>
    Unchanged,

    /// <summary>Then the raw file by newer rules, which take the place of all versions.</summary>
    Changed,
}
