using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Replays;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Replays;

public sealed class RejectComparisonTests
{
    [TestCase("", "", 0, 0)]
    [TestCase("", "1 5", 0, 0, Description = "what is a reject for the first time was none before")]
    [TestCase("2 4 6", "", 3, 0)]
    [TestCase("2 4 6", "1 4 5 9", 2, 1)]
    [TestCase("2 4 6", "2 4 6", 0, 3)]
    [TestCase("9", "1 2 3 9", 0, 1)]
    [TestCase("2x3 9", "2", 1, 3, Description = "one entry may stand for several records")]
    [TestCase("0x10", "", 10, 0, Description = "the whole file was refused")]
    [TestCase("0x10", "3 7", 8, 2)]
    [TestCase("0x10", "0x10", 0, 10)]
    [TestCase("3 7", "0x10", 0, 2, Description = "the whole file is refused now")]
    public async Task Records_that_were_rejects_are_fixed_or_still_bad(string before, string now, long @fixed, long stillBad)
    {
        var counts = new BatchCounts(10, 10 - Entries(now).Sum(entry => entry.Records), 0, Entries(now).Sum(entry => entry.Records), 0);

        var found = await RejectComparison.CompareAsync(Lines(before), Lines(now), counts, CancellationToken.None);

        Assert.That(found, Is.EqualTo(new RejectComparison(@fixed, stillBad)));
    }

    private static IEnumerable<(long Record, long Records)> Entries(string text)
        => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('x')).Select(parts => (long.Parse(parts[0], null), parts.Length > 1 ? long.Parse(parts[1], null) : 1));

    // As the clean stage writes them, with what a customer said.
    private static MemoryStream Lines(string text)
        => new(Encoding.UTF8.GetBytes(string.Concat(Entries(text).Select(entry => $$"""{"record":{{entry.Record}},"line":7,"field":"text","raw":"\"record\":99","records":{{entry.Records}}}""" + "\n"))));
}
