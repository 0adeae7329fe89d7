using System.Data;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>What is read from a warehouse while it works, and after it was away.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class ReadingTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [Test]
    public async Task Status_does_not_wait_for_a_load_and_sees_only_what_is_committed()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { OpenedAt = CleanRow.Start }));
        var reached = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        OnStep = (at, _) =>
        {
            if (at == "recorded")
            {
                reached.SetResult();
                goOn.Wait();
            }
        };
        var load = Store.LoadAsync(Files.Write("b", new CleanRow("2", 0)));
        await reached.Task;

        var loads = await Store.Warehouse.ReadLoadsAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        var channels = await Store.Warehouse.ReadChannelsAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

        goOn.Set();
        await load;
        Assert.That(loads.Single(source => source.Source == "calllogs").Loads, Is.EqualTo(1));
        Assert.That(channels.Single().Complaints, Is.EqualTo(1));
    }

    [Test]
    public async Task Sums_over_the_loads_are_told_for_every_source()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Text = "a" }, new CleanRow("2", 0)));
        var last = Files.Write("b", new CleanRow("1", 1) { Text = "b" }, new CleanRow("1", 0) { Text = "c", Record = 2 }, new CleanRow("2", 0), new CleanRow("3", 0));
        await Store.LoadAsync(last);

        Assert.That(
            await Store.Warehouse.ReadLoadsAsync(CancellationToken.None),
            Is.EqualTo(
            [
                new SourceLoads("calllogs", 2, 2, 6, 3, 1, 1, 1, new DateTimeOffset(2026, 11, 22, 12, 2, 0, TimeSpan.Zero), last.Name),
                new SourceLoads("social", 0, 0, 0, 0, 0, 0, 0, null, null),
                new SourceLoads("sms", 0, 0, 0, 0, 0, 0, 0, null, null),
                new SourceLoads("forms", 0, 0, 0, 0, 0, 0, 0, null, null),
            ]));
    }

    [Test]
    public async Task Keys_of_an_account_come_in_the_order_of_their_bytes_without_those_that_are_removed()
    {
        string[] ids = ["😡", "b", "é", "B", "\uffee", "a", "10", "9", "a b", "gone"];
        await Store.LoadAsync(Files.Write("forms", "a", [.. ids.Select((id, i) => new CleanRow(id, i) { Account = "web_form" }), new CleanRow("x", 0)]));
        await Store.LoadAsync(Files.Write("forms", "b", [new CleanRow("gone", 20) { Account = "web_form", Rank = 2 }]));
        await Store.LoadAsync(Files.Write("sms", "c", [new CleanRow("x", 0) { Account = "web_form" }]));

        var keys = new List<KnownComplaint>();
        await Store.Warehouse.ReadKeysAsync("forms", "web_form", keys.Add, CancellationToken.None);
        Assert.That(keys.Select(key => key.SourceId), Is.EqualTo(new[] { "10", "9", "B", "a", "a b", "b", "é", "\uffee", "😡" }));
        Assert.That(keys[0].ChangedAt, Is.EqualTo(CleanRow.Start.AddMinutes(6)).And.Property("Kind").EqualTo(DateTimeKind.Utc));
    }

    [Test]
    public async Task Rows_are_told_by_the_hour_of_their_load_with_what_was_refused_beside_them()
    {
        Store.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 22, 13, 57, 0, TimeSpan.Zero));
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0), new CleanRow("2", 0)) with { Received = 5, Rejected = 3 }); // 13:58
        await Store.LoadAsync(Files.Write("sms", "b", [new CleanRow("3", 0)])); // 13:59
        await Store.LoadAsync(Files.Write("c", new CleanRow("4", 0))); // 14:00
        await Store.LoadAsync(Files.Write("d", new CleanRow("5", 0)));

        DateTimeOffset Hour(int hour) => new(2026, 11, 22, hour, 0, 0, TimeSpan.Zero);
        HourlyRows[] expected = [new("calllogs", Hour(13), 2, 3), new("sms", Hour(13), 1, 0), new("calllogs", Hour(14), 2, 0)];
        Assert.That(await Store.Warehouse.ReadHoursAsync(Hour(13), CancellationToken.None), Is.EqualTo(expected));
        Assert.That(await Store.Warehouse.ReadHoursAsync(Hour(14), CancellationToken.None), Is.EqualTo(expected[2..]));
    }

    [Test]
    public async Task Loaded_files_come_page_by_page_in_the_order_of_their_bytes_superseded_ones_too()
    {
        var raw = Files.Write("x", new CleanRow("0", 0)).RawFile;
        string[] names = ["s.r10", "s.r9", "A", "a", "a.b", "a-b", "_"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var file = Files.Write($"f{i}", new CleanRow($"{i}", 0)) with { Name = $"clean/calllogs/{name}.parquet" };
            await Store.LoadAsync(i < 2 ? file with { RawFile = raw, RuleVersion = 10 - i } : file);
        }

        await Store.LoadAsync(Files.Write("sms", "other", [new CleanRow("x", 0)]));
        Assert.That(Store.One("SELECT count(*) FROM ops.load WHERE superseded_by IS NOT NULL"), Is.EqualTo("1"));

        var expected = names.Select(name => $"clean/calllogs/{name}.parquet").Order(StringComparer.Ordinal).ToArray();
        Assert.That(await Store.Warehouse.ReadLoadedAsync("calllogs", "", 100, CancellationToken.None), Is.EqualTo(expected));
        Assert.That(await Store.Warehouse.ReadLoadedAsync("calllogs", expected[2], 3, CancellationToken.None), Is.EqualTo(expected[2..5]));
        Assert.That(await Store.Warehouse.ReadLoadedAsync("calllogs", expected[^1] + "!", 3, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Channels_are_told_with_their_days()
    {
        await Store.LoadAsync(Files.Write(
            "a",
            new CleanRow("1", 0) { OpenedAt = CleanRow.Start, Status = "Solved", IsResolved = true },
            new CleanRow("2", 0) { OpenedAt = CleanRow.Start.AddDays(2), Rank = 2 },
            new CleanRow("3", 0) { Channel = "web" }));

        Assert.That(
            await Store.Warehouse.ReadChannelsAsync(CancellationToken.None),
            Is.EqualTo([new ChannelComplaints("phone", 2, 1, 1, new(2026, 11, 20), new(2026, 11, 22)), new ChannelComplaints("web", 1, 0, 0, null, null)]));
    }

    [Test]
    public async Task Loads_go_on_beside_a_reader_that_stays_in_its_transaction()
    {
        var row = new CleanRow("1", 0) { OpenedAt = CleanRow.Start };
        await Store.LoadAsync(Files.Write("a", row));
        using var reader = Store.Connect();
        reader.Open();
        using var transaction = reader.BeginTransaction(Engine == WarehouseEngine.Postgres ? IsolationLevel.RepeatableRead : IsolationLevel.Unspecified);
        var seen = reader.Query("SELECT complaints FROM mart.daily_complaints", r => r.GetInt64(0), default);

        foreach (var minute in Enumerable.Range(1, 6))
        {
            await Store.LoadAsync(Files.Write($"b{minute}", row with { Minute = minute, Category = minute % 2 == 0 ? "even" : "odd" }));
            Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);
        }

        Assert.That(reader.Query("SELECT complaints FROM mart.daily_complaints", r => r.GetInt64(0), default), Is.EqualTo(seen));
    }
}
