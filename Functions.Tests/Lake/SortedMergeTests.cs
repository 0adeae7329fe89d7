using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Lake;

public sealed class SortedMergeTests
{
    private const int Seed = 20261124;

    [Test]
    public async Task Raw_blobs_manifests_and_clean_files_have_one_order_whatever_the_accounts_and_rules()
    {
        var random = new Random(Seed);
        string[] accounts = ["a", "a.b", "a.", "a_", "A", "aa", "", "a-b", "é", "0", new string('x', 50)];
        var raw = Enumerable.Range(0, 3000)
            .Select(i => RawName.Create(
                "sms", new DateTimeOffset(2025, 12, 30, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(4)).AddMilliseconds(random.Next(3)), accounts[random.Next(accounts.Length)], SHA256.HashData(BitConverter.GetBytes(i)), i % 2 == 0 ? "json" : "csv"))
            .ToList();
        var cleaned = raw.Where(_ => random.Next(3) > 0).ToList();
        var derived = cleaned.SelectMany(name => new[] { 1, 2, 9, 10, 11, 100 }.Where(_ => random.Next(2) > 0).DefaultIfEmpty(3).Select(rules => (name, rules))).ToList();

        // As storage lists them.
        var listing = raw.OrderBy(name => name.BlobName, StringComparer.Ordinal).ToAsyncEnumerable();
        var manifests = derived.Select(file => CleanManifest.NameFor(file.name, file.rules)).Order(StringComparer.Ordinal).ToList();
        var missing = await SortedMerge.MissingAsync(listing, CleanManifest.KeyOf, manifests.Select(CleanManifest.KeyOf).ToAsyncEnumerable(), string.CompareOrdinal, "They").ToListAsync();
        Assert.That(missing, Is.EquivalentTo(raw.Except(cleaned)));

        var loaded = derived.Where(_ => random.Next(3) > 0).Select(file => "clean/" + file.name.DerivedName(file.rules, "parquet")).Order(StringComparer.Ordinal).ToList();
        var closed = manifests.Select(name => Path.ChangeExtension(name, ".parquet")).ToList();
        Assert.That(
            await SortedMerge.MissingAsync(closed.ToAsyncEnumerable(), name => name, loaded.ToAsyncEnumerable(), string.CompareOrdinal, "They").ToListAsync(),
            Is.EquivalentTo(closed.Except(loaded)));
        foreach (var name in raw)
        {
            Assert.That(name.BlobName, Does.StartWith(RawName.PrefixOf(name.DerivedStem)));
        }
    }

    [TestCase("b,a", "a", TestName = "Expected in another order")]
    [TestCase("b", "a,c,b", TestName = "Present in another order, behind the last that is expected")]
    public void Another_order_is_refused(string expected, string present)
        => Assert.That(
            async () => await SortedMerge.MissingAsync(expected.Split(',').ToAsyncEnumerable(), name => name, present.Split(',').ToAsyncEnumerable(), string.CompareOrdinal, "They").CountAsync(),
            Throws.InvalidOperationException.With.Message.StartsWith("They came in another order"));

    [Test]
    public async Task A_million_blobs_are_compared_in_the_memory_of_a_few()
    {
        const int Blobs = 1_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var missing = 0;
        await foreach (var name in SortedMerge.MissingAsync(Listing(everyNth: 1), name => name, Listing(everyNth: 2), string.CompareOrdinal, "They"))
        {
            if (missing++ % 50_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.That(missing, Is.EqualTo(Blobs / 2));
        Assert.That(most, Is.LessThan(8_000_000), "other tests run beside this one");

        static async IAsyncEnumerable<string> Listing(int everyNth)
        {
            var text = new StringBuilder();
            for (var i = 0; i < Blobs; i += everyNth)
            {
                yield return text.Clear().Append(CultureInfo.InvariantCulture, $"sms/2026/11/02/{i:000000000}-default-0123456789abcdef.json").ToString();
            }

            await Task.CompletedTask;
        }
    }
}
