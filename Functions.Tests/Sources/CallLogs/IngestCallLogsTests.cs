using Azure;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

public sealed class IngestCallLogsTests
{
    private TestLake _lake = null!;
    private CallLogsLanding _landing = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _lake = await TestLake.StartAsync();
        _landing = new CallLogsLanding(_lake.Store, NullLogger<CallLogsLanding>.Instance);
    }

    [TearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_dropped_file_is_copied_byte_by_byte_under_its_own_time_and_hash()
    {
        await _lake.DropAsync("calllogs/lagos/été.csv", "a,b\r\n1,2");
        await _landing.IngestAsync(CancellationToken.None);

        var raw = (await ListRawAsync()).Single();
        var landed = (await _lake.Store.Landing.GetBlobClient("calllogs/lagos/été.csv").GetPropertiesAsync()).Value;
        var name = RawName.Parse(raw.Name, "calllogs");
        Assert.Multiple(() =>
        {
            Assert.That(name.Time, Is.EqualTo(landed.LastModified));
            Assert.That(name.Account, Is.EqualTo("lagos"));
            Assert.That(raw.Metadata[BlobMetadata.LandedName], Is.EqualTo("calllogs%2Flagos%2F%C3%A9t%C3%A9.csv"));
        });
        Assert.That((await _lake.Store.Raw.GetBlobClient(raw.Name).DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("a,b\r\n1,2"));
    }

    [Test]
    public async Task A_file_is_taken_once_and_again_when_it_was_dropped_again()
    {
        await _lake.DropAsync("calllogs/monday.csv", "one");
        Assert.That(await _landing.CountWaitingAsync(CancellationToken.None), Is.EqualTo(1));
        await _landing.IngestAsync(CancellationToken.None);
        await _landing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Has.Count.EqualTo(1));
        Assert.That(await _landing.CountWaitingAsync(CancellationToken.None), Is.Zero);

        await _lake.DropAsync("calllogs/monday.csv", "two");
        await _landing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_run_that_was_cut_short_after_the_copy_writes_the_same_name()
    {
        await _lake.DropAsync("calllogs/monday.csv", "one");
        await _landing.IngestAsync(CancellationToken.None);
        await _lake.Store.State.GetBlobClient("cursors/calllogs.json").DeleteAsync();
        await _landing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_removed_from_the_drop_folder_leaves_the_cursor()
    {
        await _lake.DropAsync("calllogs/monday.csv", "one");
        await _lake.DropAsync("calllogs/tuesday.csv", "two");
        await _landing.IngestAsync(CancellationToken.None);
        await _lake.Store.Landing.GetBlobClient("calllogs/monday.csv").DeleteAsync();
        await _landing.IngestAsync(CancellationToken.None);

        var cursor = await LakeCursor<CallLogsCursor>.ReadAsync(_lake.Store, "calllogs", CancellationToken.None);
        Assert.That(cursor.Value.Taken.Keys, Is.EqualTo(new[] { "calllogs/tuesday.csv" }));
    }

    [Test]
    public async Task A_cursor_that_another_run_moved_is_not_set_back()
    {
        var first = await LakeCursor<CallLogsCursor>.ReadAsync(_lake.Store, "calllogs", CancellationToken.None);
        var second = await LakeCursor<CallLogsCursor>.ReadAsync(_lake.Store, "calllogs", CancellationToken.None);
        await first.MoveAsync(new CallLogsCursor { Taken = { ["a"] = "1" } }, CancellationToken.None);
        Assert.That(() => second.MoveAsync(new CallLogsCursor(), CancellationToken.None), Throws.InstanceOf<RequestFailedException>());
        await first.MoveAsync(new CallLogsCursor { Taken = { ["a"] = "2" } }, CancellationToken.None);
    }

    [Test]
    public async Task Files_outside_the_drop_folder_are_not_ours()
    {
        await _lake.DropAsync("elsewhere/monday.csv", "one");
        await _landing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Is.Empty);
    }

    private async Task<List<BlobItem>> ListRawAsync()
    {
        var blobs = new List<BlobItem>();
        await foreach (var blob in _lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }))
        {
            blobs.Add(blob);
        }

        return blobs;
    }
}
