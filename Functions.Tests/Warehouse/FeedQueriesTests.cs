using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>What the check of the feeds asks the ledger.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class FeedQueriesTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private static readonly DateTimeOffset At = CleanFiles.KnownAt;

    [Test]
    public async Task The_newest_row_is_of_the_newest_file_that_brought_anything_new()
    {
        Assert.That(await NewestAsync(), Is.Null);

        await LoadAsync("sms", "AC1", At, new CleanRow("1", 0) { Text = "one" });
        await LoadAsync("sms", "AC2", At.AddHours(5), new CleanRow("1", 0) { Account = "other" });
        await LoadAsync("calllogs", "default", At.AddHours(6), new CleanRow("1", 0));
        Assert.That(await NewestAsync(), Is.EqualTo(At));
        Assert.That(await NewestAsync(""), Is.EqualTo(At.AddHours(5)), "the whole source");

        await LoadAsync("sms", "AC1", At.AddHours(1), new CleanRow("1", 0) { Text = "one" });
        await LoadAsync("sms", "AC1", At.AddHours(2));
        Assert.That(await NewestAsync(), Is.EqualTo(At), "what was known, and nothing at all, are no new row");

        await LoadAsync("sms", "AC1", At.AddHours(3), new CleanRow("1", 5) { Text = "changed" });
        Assert.That(await NewestAsync(), Is.EqualTo(At.AddHours(3)));

        await LoadAsync("sms", "AC1", At.AddHours(-9), new CleanRow("2", 0));
        Assert.That(await NewestAsync(), Is.EqualTo(At.AddHours(3)), "what came earlier and was loaded late is no newer");
    }

    [Test]
    public async Task Deliveries_are_the_five_minutes_in_which_anything_came_of_28_days_up_to_the_last()
    {
        Assert.That(await Store.Warehouse.ReadDeliveriesAsync("social", "meta", CancellationToken.None), Is.Empty);

        foreach (var at in new[] { At, At.AddMinutes(4), At.AddMinutes(5), At.AddDays(-28).AddSeconds(301), At.AddDays(-28).AddSeconds(299) })
        {
            await LoadAsync("social", "meta", at); // a delivery without an event is one
        }

        await LoadAsync("social", "x", At.AddDays(1));
        Assert.That(
            await Store.Warehouse.ReadDeliveriesAsync("social", "meta", CancellationToken.None),
            Is.EqualTo(new[] { At.AddDays(-28).AddSeconds(300), At, At.AddMinutes(5) }));
    }

    [Test]
    public async Task Counts_are_of_what_was_loaded_since_by_account()
    {
        await LoadAsync("sms", "AC1", At, new CleanRow("0", 0));
        var since = Store.Clock.GetUtcNow().AddSeconds(1);
        await LoadAsync("sms", "AC1", At.AddHours(1), new CleanRow("1", 0) { Text = "one" }, new CleanRow("2", 0));
        await LoadAsync("sms", "AC1", At.AddHours(2), new CleanRow("1", 0) { Text = "one" });
        await LoadAsync("sms", "AC1", At.AddHours(3));
        await LoadAsync("calllogs", "lagos", At.AddMinutes(1), rejected: 7, duplicates: 2);
        await LoadAsync("calllogs", "lagos", since.AddDays(-2).AddSeconds(-1), rejected: 9);

        Assert.That(
            await Store.Warehouse.ReadFeedCountsAsync(since, CancellationToken.None),
            Is.EqualTo(new[]
            {
                new FeedCounts("calllogs", "lagos", 1, 0, 9, 7, 2, 0, At.AddMinutes(1)),
                new FeedCounts("sms", "AC1", 3, 1, 3, 0, 0, 1, At.AddHours(1)),
            }));
    }

    [Test]
    public async Task What_newer_rules_made_of_a_file_counts_and_the_older_reading_does_not()
    {
        var since = Store.Clock.GetUtcNow();
        var file = Files.Write("sms", "000000000-AC1-0123456789abcdef", [new CleanRow("1", 0)]);
        await Store.LoadAsync(file with { Received = 11, Rejected = 10 });
        await Store.LoadAsync(file with { Name = file.Name.Replace(".r1.", ".r2.", StringComparison.Ordinal), RuleVersion = 2 });

        var counts = (await Store.Warehouse.ReadFeedCountsAsync(since, CancellationToken.None)).Single();
        Assert.That((counts.Loads, counts.Received, counts.Rejected), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task Imbalances_are_put_together_by_stage_and_source()
    {
        await LoadAsync("sms", "AC1", At, new CleanRow("1", 0));
        await LoadAsync("sms", "AC1", At.AddHours(1), new CleanRow("2", 0));
        Assert.That(await Store.Warehouse.ReadImbalancesAsync(CancellationToken.None), Is.Empty);

        using (var connection = Store.Connect())
        {
            connection.Open();
            connection.Execute("UPDATE ops.batch SET received = received + 3", CancellationToken.None);
            connection.Execute("DELETE FROM mart.fact_complaint WHERE source_id = '1'", CancellationToken.None);
        }

        var imbalances = await Store.Warehouse.ReadImbalancesAsync(CancellationToken.None);
        Assert.That(
            imbalances.Select(found => (found.Stage, found.Source, found.Places, found.Rows)),
            Is.EqualTo(new[] { ("cleaning", "sms", 2L, 6L), ("facts to daily figures", "all sources", 1L, 1L), ("loads to facts", "sms", 1L, 1L) }));
        Assert.That(imbalances[0].Place, Does.StartWith("raw/sms/2026/11/22/080000000-AC1-"));
    }

    private Task<DateTimeOffset?> NewestAsync(string account = "AC1") => Store.Warehouse.FindNewestRowAsync("sms", account, CancellationToken.None);

    private Task LoadAsync(string source, string account, DateTimeOffset knownAt, params CleanRow[] rows) => LoadAsync(source, account, knownAt, 0, 0, rows);

    private async Task LoadAsync(string source, string account, DateTimeOffset knownAt, long rejected = 0, long duplicates = 0, params CleanRow[] rows)
    {
        var stem = $"{knownAt:HHmmssfff}-{account}-{Guid.NewGuid():N}"[..(10 + account.Length + 17)];
        var file = Files.Write(source, stem, rows);
        await Store.LoadAsync(file with { KnownAt = knownAt, Received = rows.Length + rejected + duplicates, Rejected = rejected, Duplicates = duplicates });
    }
}
