using Beejan.Functions.Warehouse.Postgres;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

internal sealed class SeenKeysTests
{
    [Test]
    public void A_key_that_came_before_is_always_known_and_hardly_another()
    {
        const int keys = 100_000;
        var random = new Random(20261130);
        var all = Keys(random, keys);
        var seen = new SeenKeys(keys);

        var (first, second) = (all.Count(seen.Add), all.Count(seen.Add));

        Assert.That((first < keys / 1_000, second), Is.EqualTo((true, keys)));
        Assert.That((all.TrueForAll(seen.Contains), Keys(random, keys).Count(seen.Contains) < keys / 1_000), Is.EqualTo((true, true)));
    }

    [Test]
    public void More_keys_than_were_expected_are_known_as_well()
    {
        var seen = new SeenKeys(0);
        var keys = Keys(new Random(20261130), 1_000);
        keys.ForEach(key => seen.Add(key));

        Assert.That(keys.TrueForAll(seen.Contains), Is.True);
    }

    private static List<UInt128> Keys(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()))];
}
