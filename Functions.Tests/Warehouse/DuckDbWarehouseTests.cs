using System.Diagnostics;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture]
internal sealed class DuckDbWarehouseTests : WarehouseTest
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
                new SourceLoads("calllogs", 2, 6, 3, 1, 1, 1, new DateTimeOffset(2026, 11, 22, 12, 2, 0, TimeSpan.Zero), last.Name),
                new SourceLoads("social", 0, 0, 0, 0, 0, 0, null, null),
                new SourceLoads("forms", 0, 0, 0, 0, 0, 0, null, null),
            ]));
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
        using var reader = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = PathOf("warehouse") }.ToString());
        reader.Open();
        using var transaction = reader.BeginTransaction();
        var seen = reader.Query("SELECT complaints FROM mart.daily_complaints", r => r.GetInt64(0), default);

        foreach (var minute in Enumerable.Range(1, 6))
        {
            await Store.LoadAsync(Files.Write($"b{minute}", row with { Minute = minute, Category = minute % 2 == 0 ? "even" : "odd" }));
            Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);
        }

        Assert.That(reader.Query("SELECT complaints FROM mart.daily_complaints", r => r.GetInt64(0), default), Is.EqualTo(seen));
    }

    [Test]
    public async Task What_was_loaded_is_there_after_the_store_was_closed()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "kept", OpenedAt = CleanRow.Start });
        await Store.LoadAsync(file);
        var before = Store.Everything(withLoads: true);
        Store.Dispose();

        using var again = Store.Open(PathOf("warehouse"));

        Assert.That((await again.LoadAsync(file)).AlreadyLoaded, Is.True);
        Assert.That(again.Everything(withLoads: true), Is.EqualTo(before));
    }

    [Test]
    public void Nothing_is_opened_before_it_is_needed()
    {
        using var store = Store.Open(PathOf("lazy"));

        Assert.That(File.Exists(PathOf("lazy")), Is.False);
    }

    [Test]
    public async Task The_folder_is_made_when_it_is_missing()
    {
        using var store = Store.Open(Path.Combine(Folder, "new", "folder", "w.duckdb"));

        await store.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(File.Exists(Path.Combine(Folder, "new", "folder", "w.duckdb")), Is.True);
    }

    [Test]
    public async Task A_file_that_another_process_holds_is_named_with_what_to_do()
    {
        using var store = await Store.CreateAsync(PathOf("held"));
        using var holder = Holder(PathOf("held"));

        Assert.That(
            async () => await store.Warehouse.ReadLoadsAsync(CancellationToken.None),
            Throws.TypeOf<WarehouseUnavailableException>().With.Message.Contains($"{PathOf("held")} is open in another process, and DuckDB admits one at a time")
                .And.Message.Contains("Warehouse__Path"));

        holder.StandardInput.Close();
        await holder.WaitForExitAsync();
        Assert.That(async () => await store.Warehouse.ReadLoadsAsync(CancellationToken.None), Throws.Nothing, "it is tried anew");
    }

    [Test]
    public async Task A_file_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(PathOf("text"), new string('x', 10_000));
        using var store = Store.Open(PathOf("text"));

        Assert.That(
            async () => await store.Warehouse.CheckSchemaAsync(CancellationToken.None),
            Throws.TypeOf<WarehouseUnavailableException>().With.Message.Contains($"{PathOf("text")} cannot be opened"));
    }

    // DuckDB's lock is fcntl's, which a process never meets with itself; perl stands on every Debian and Ubuntu.
    private static Process Holder(string path)
    {
        const string Script =
            """
            use Fcntl; $| = 1;
            open(my $file, '+<', $ARGV[0]) or die $!;
            my $lock = pack('s s x4 q q i x4', F_WRLCK, 0, 0, 0, 0);
            fcntl($file, F_SETLK, $lock) or die $!;
            print "locked\n"; <STDIN>;
            """;
        var holder = Process.Start(new ProcessStartInfo("perl", ["-e", Script, path]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("locked"));
        return holder;
    }
}
