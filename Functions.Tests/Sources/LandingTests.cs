using Azure;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources;

/// <summary>Files that are dropped, by the example of call logs.</summary>
public sealed class LandingTests
{
    private const string Header = "call_id,opened_at,customer_phone,customer_email,agent,category,complaint,status\n";

    private readonly RecordedLogs _logs = new();
    private readonly ILoggerFactory _loggers;
    private TestLake _lake = null!;
    private CallLogsLanding _landing = null!;

    public LandingTests() => _loggers = LoggerFactory.Create(logging => logging.AddProvider(_logs));

    [SetUp]
    public async Task StartAsync()
    {
        _lake = await TestLake.StartAsync();
        _landing = Landing(TimeProvider.System, TimeSpan.Zero);
    }

    [TearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [OneTimeTearDown]
    public void StopLogging() => _loggers.Dispose();

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
    public async Task More_files_than_are_noted_at_once_are_taken_and_a_run_that_is_cut_short_goes_on()
    {
        for (var i = 0; i < 120; i++)
        {
            await _lake.DropAsync($"calllogs/{i:000}.csv", $"{i}");
        }

        using var cut = new CancellationTokenSource();
        var before = _logs.Lines.Count;
        _logs.Heard = lines =>
        {
            if (lines - before == 70)
            {
                cut.Cancel();
            }
        };
        Assert.That(() => _landing.IngestAsync(cut.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await _landing.CountWaitingAsync(CancellationToken.None), Is.EqualTo(70), "50 are noted, 20 more were copied");

        await _landing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Has.Count.EqualTo(120));
        Assert.That(await _landing.CountWaitingAsync(CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task What_was_removed_from_the_drop_folder_leaves_the_cursor()
    {
        await _lake.DropAsync("calllogs/monday.csv", "one");
        await _lake.DropAsync("calllogs/tuesday.csv", "two");
        await _landing.IngestAsync(CancellationToken.None);
        await _lake.Store.Landing.GetBlobClient("calllogs/monday.csv").DeleteAsync();
        await _landing.IngestAsync(CancellationToken.None);

        var cursor = await LakeCursor<LandingCursor>.ReadAsync(_lake.Store, "calllogs", CancellationToken.None);
        Assert.That(cursor.Value.Taken.Keys, Is.EqualTo(new[] { "calllogs/tuesday.csv" }));
    }

    [Test]
    public async Task A_cursor_that_another_run_moved_is_not_set_back()
    {
        var first = await LakeCursor<LandingCursor>.ReadAsync(_lake.Store, "calllogs", CancellationToken.None);
        var second = await LakeCursor<LandingCursor>.ReadAsync(_lake.Store, "calllogs", CancellationToken.None);
        await first.MoveAsync(new LandingCursor { Taken = { ["a"] = "1" } }, CancellationToken.None);
        Assert.That(() => second.MoveAsync(new LandingCursor(), CancellationToken.None), Throws.InstanceOf<RequestFailedException>());
        await first.MoveAsync(new LandingCursor { Taken = { ["a"] = "2" } }, CancellationToken.None);
    }

    [TestCase("", 0)]
    [TestCase(Header, 0)]
    [TestCase(Header + "CALL-1,2026-11-01 10:00,,,A,x,y,open\n", 1)]
    public async Task Nasty67_A_file_that_still_grows_is_left_to_the_next_run_and_a_newer_version_of_it_is_taken_beside_it(string whole, int records)
    {
        var waited = new List<TimeSpan>();
        await _lake.DropAsync("calllogs/monday.csv", "call_id,open");
        var growing = new Clock(due =>
        {
            waited.Add(due);
            _lake.DropAsync("calllogs/monday.csv", whole).GetAwaiter().GetResult();
        });
        await Landing(growing, TimeSpan.FromMinutes(5)).IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Is.Empty);
        Assert.That(waited.Single(), Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(_logs.Lines[^1].Text, Does.StartWith("1 files of calllogs changed"));

        var standing = Landing(new Clock(waited.Add), TimeSpan.FromMinutes(5));
        await standing.IngestAsync(CancellationToken.None);
        Assert.That(waited, Has.Count.EqualTo(2), "it is as young as before");
        await standing.IngestAsync(CancellationToken.None);
        Assert.That(waited, Has.Count.EqualTo(2), "what was taken is waited for no more");

        var raw = _lake.Store.Raw.GetBlobClient((await ListRawAsync()).Single().Name);
        await new CallLogCleaner(_lake.CleanStage(), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);
        Assert.That(await _lake.ReadCountsAsync(raw, "calllogs"), Is.EqualTo(new BatchCounts(records, records, 0, 0, 0)));

        await _lake.DropAsync("calllogs/monday.csv", Header + "CALL-1,2026-11-01 10:00,,,A,x,corrected,open\n");
        await standing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Files_outside_the_drop_folder_are_not_ours()
    {
        await _lake.DropAsync("elsewhere/monday.csv", "one");
        await _landing.IngestAsync(CancellationToken.None);
        Assert.That(await ListRawAsync(), Is.Empty);
    }

    [Test]
    public async Task A_good_run_is_noted_also_when_there_was_nothing_and_one_that_was_overtaken_is_none()
    {
        Assert.That(await LastRunAsync(), Is.Null);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await Landing(clock, TimeSpan.Zero).IngestAsync(CancellationToken.None);
        Assert.That(await LastRunAsync(), Is.EqualTo(clock.GetUtcNow()));

        await _lake.DropAsync("calllogs/monday.csv", "one");
        var overtaking = new Clock(_ => _landing.IngestAsync(CancellationToken.None).GetAwaiter().GetResult());
        Assert.That(() => Landing(overtaking, TimeSpan.FromMinutes(5)).IngestAsync(CancellationToken.None), Throws.InstanceOf<RequestFailedException>());
        Assert.That(await LastRunAsync(), Is.GreaterThan(clock.GetUtcNow()), "that of the one that overtook it");

        Task<DateTimeOffset?> LastRunAsync() => FeedRuns.FindLastAsync(_lake.Store, "calllogs", FeedRuns.WholeSource, CancellationToken.None);
    }

    private CallLogsLanding Landing(TimeProvider clock, TimeSpan settleTime)
        => new(_lake.Store, Options.Create(new CallLogsOptions { SettleTime = settleTime }), clock, _loggers.CreateLogger<CallLogsLanding>());

    private async Task<List<BlobItem>> ListRawAsync()
    {
        var blobs = new List<BlobItem>();
        await foreach (var blob in _lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }))
        {
            blobs.Add(blob);
        }

        return blobs;
    }

    /// <summary>The right time, on which waiting takes none; somebody else does something meanwhile.</summary>
    private sealed class Clock(Action<TimeSpan> meanwhile) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            meanwhile(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
