using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Neither the order of clean files nor their repetition shows in the end.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class OrderTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private const int SocialFile = 4;

    [Test]
    public async Task All_orders_of_four_files_with_repetitions_end_identical()
    {
        var files = MixedFiles();
        IReadOnlyList<string>? expected = null;
        foreach (var (order, i) in Permutations([0, 1, 2, 3]).Select((order, i) => (order, i)))
        {
            await using var store = await NewStoreAsync();
            var withSocial = order.ToList();
            withSocial.Insert(i % 5, SocialFile);
            foreach (var step in withSocial.Append(order[i % order.Length]).Append(order[0]))
            {
                await store.LoadAsync(files[step]);
                Assert.That(store.Query(WarehouseChecks.WrongDays), Is.Empty, $"after file {step} of order {string.Join(',', order)}");
            }

            expected ??= store.Everything();
            Assert.That(store.Everything(), Is.EqualTo(expected), $"order {string.Join(',', order)}");
            Assert.That(store.Query(WarehouseChecks.Orphans), Is.Empty);
        }

        Assert.That(expected, Has.Count.GreaterThan(700), "two calendar years of days at the least");
    }

    [Test]
    public async Task Loads_at_once_end_as_loads_in_turn()
    {
        var files = MixedFiles();
        await using var other = await NewStoreAsync();
        foreach (var file in files)
        {
            await Store.LoadAsync(file);
        }

        await Task.WhenAll(files.Concat(files.Reverse()).Select(file => other.Warehouse.LoadAsync(file, CancellationToken.None)));

        Assert.That(other.Everything(), Is.EqualTo(Store.Everything()));
        Assert.That(other.One("SELECT count(*) FROM ops.load"), Is.EqualTo("5"));
    }

    // Versions of the same complaints scattered over files: equal times, a remove before its add, redacted text, another
    // rule version, a version in two files, two sources, days and dimension members that only a superseded version has.
    private CleanFile[] MixedFiles()
    {
        var shared = new CleanRow("1", 3) { Text = "in two files", Phone = "+2348031234567", OpenedAt = CleanRow.Start.AddDays(-1) };
        return
        [
            Files.Write(
                "f0",
                new CleanRow("1", 0) { Text = "first", Agent = "Ada", City = "Ikeja", Category = "billing", OpenedAt = CleanRow.Start.AddYears(-3) },
                new CleanRow("2", 5) { Rank = 2, Record = 2 },
                new CleanRow("4", 0) { Text = "undated", Record = 3 }),
            Files.Write(
                "f1",
                shared with { Record = 7 },
                new CleanRow("2", 5) { Text = "same time as its remove", OpenedAt = CleanRow.Start.AddYears(-1), Record = 8 },
                new CleanRow("3", 1) { Rank = 2, Record = 9 }),
            Files.Write(
                "f2",
                new CleanRow("1", 9) { Rank = 1, Text = "", Status = "Solved", IsResolved = true, City = "Kano" },
                new CleanRow("3", 0) { Text = "removed, then said again", OpenedAt = CleanRow.Start, Record = 2 },
                new CleanRow("3", 2) { Rank = 1, Text = "said again", Agent = "Bola", Record = 3 },
                new CleanRow("3", 2) { Rank = 1, Text = "said again", Agent = "Bola", Record = 4 },
                shared with { Record = 5 })
                with { KnownAt = CleanFiles.KnownAt.AddHours(2) },
            Files.Write(
                "f3",
                shared with { Record = 2 },
                new CleanRow("1", 0) { Text = "first, by the later rule", Category = "network", OpenedAt = CleanRow.Start.AddYears(-2) })
                with { RuleVersion = 2, KnownAt = CleanFiles.KnownAt.AddHours(-2) },
            Files.Write(
                "social", "f4",
                [
                    new CleanRow("1", 0) { Channel = "social", Text = "post", OpenedAt = CleanRow.Start },
                    new CleanRow("2", 0) { Channel = "social", Account = "page", Email = "a@example.com", Category = "network" },
                    shared with { Channel = "social", Record = 3 },
                ]),
        ];
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length == 1
            ? [items]
            : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
