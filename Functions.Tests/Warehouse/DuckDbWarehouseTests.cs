using System.Diagnostics;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture]
internal sealed class DuckDbWarehouseTests() : WarehouseTest(WarehouseEngine.DuckDb)
{
    [Test]
    public async Task A_store_disposed_during_a_load_keeps_nothing_of_it()
    {
        var file = Files.Write("a", new CleanRow("1", 0));
        var before = Store.Everything(withLoads: true);
        var reached = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        OnStep = (at, _) =>
        {
            if (at == "facts")
            {
                reached.SetResult();
                goOn.Wait();
            }
        };

        var load = Store.LoadAsync(file);
        await reached.Task;
        var waiting = Store.LoadAsync(file);
        var disposal = Task.Run(() => Store.DisposeAsync().AsTask());
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await Store.LoadAsync(file), Throws.TypeOf<ObjectDisposedException>().After(10_000, 10));
        Assert.That(disposal.IsCompleted, Is.False, "it waits for the load to end");
        goOn.Set();

        Assert.That(async () => await load, Throws.InstanceOf<OperationCanceledException>());
        await disposal;
        Assert.That(Store.Everything(withLoads: true), Is.EqualTo(before));
        Assert.That(async () => await Store.LoadAsync(file), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task What_was_loaded_is_there_after_the_store_was_closed()
    {
        var file = Files.Write("a", new CleanRow("1", 0) { Text = "kept", OpenedAt = CleanRow.Start });
        await Store.LoadAsync(file);
        var before = Store.Everything(withLoads: true);
        await Store.DisposeAsync();

        await using var again = Reopen();

        Assert.That((await again.LoadAsync(file)).AlreadyLoaded, Is.True);
        Assert.That(again.Everything(withLoads: true), Is.EqualTo(before));
    }

    [Test]
    public async Task Nothing_is_opened_before_it_is_needed()
    {
        await using var store = DuckDbStore.Open(PathOf("lazy"));

        Assert.That(File.Exists(PathOf("lazy")), Is.False);
    }

    [Test]
    public async Task The_folder_is_made_when_it_is_missing()
    {
        await using var store = DuckDbStore.Open(Path.Combine(Folder, "new", "folder", "w.duckdb"));

        await store.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(File.Exists(Path.Combine(Folder, "new", "folder", "w.duckdb")), Is.True);
    }

    [Test]
    public async Task A_file_that_another_process_holds_is_named_with_what_to_do()
    {
        await using var store = await DuckDbStore.CreateAsync(PathOf("held"));
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
        await using var store = DuckDbStore.Open(PathOf("text"));

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
