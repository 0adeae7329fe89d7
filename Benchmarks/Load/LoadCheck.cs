using Beejan.Benchmarks.Measuring;

namespace Beejan.Benchmarks.Load;

/// <summary>Whether all ways did the same work.</summary>
internal static class LoadCheck
{
    /// <exception cref="BenchException">One did not, so that times can't be compared.</exception>
    public static void Run(string version, int rows, IReadOnlyList<LoadFigures> figures)
    {
        var expected = figures[0].Contents;
        foreach (var measured in figures)
        {
            // Newer rules add their version of each row to the history.
            var contents = measured.Way == LoadWay.Changed
                ? measured.Contents with { Rows = measured.Contents.Rows - rows, Versions = measured.Contents.Versions - rows, Checksum = expected.Checksum }
                : measured.Contents;
            if (contents != expected || expected.Rows != rows || expected.Versions != rows || (measured.Facts ?? expected.Complaints) != expected.Complaints || !IsExpected(measured))
            {
                throw new BenchException($"{version}: {measured.Way} holds {measured.Contents}, {measured.Facts} facts and {measured.Result}, expected {expected} of {rows} rows.");
            }
        }
    }

    private static bool IsExpected(LoadFigures measured) => measured.Way switch
    {
        LoadWay.SameFile => measured.Result?.AlreadyLoaded == true,
        LoadWay.Unchanged or LoadWay.Changed => measured.Result is { AlreadyLoaded: false, Inserted: 0, Updated: 0, Withdrawn: 0 },
        _ => true,
    };
}
