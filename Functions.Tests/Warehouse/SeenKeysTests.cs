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
        var all = new byte[keys * 16];
        random.NextBytes(all);
        var seen = new SeenKeys(keys);

        var (first, second) = (Count(), Count());

        Assert.That((first < keys / 1_000, second), Is.EqualTo((true, keys)));

        int Count() => Enumerable.Range(0, keys).Count(i => seen.Add(all.AsSpan(i * 16, 16)));
    }

    [Test]
    public void More_keys_than_were_expected_are_known_as_well()
    {
        var seen = new SeenKeys(0);
        var keys = Enumerable.Range(0, 1_000).Select(_ => Guid.NewGuid().ToByteArray()).ToList();
        keys.ForEach(key => seen.Add(key));

        Assert.That(keys.TrueForAll(key => seen.Add(key)), Is.True);
    }
}
