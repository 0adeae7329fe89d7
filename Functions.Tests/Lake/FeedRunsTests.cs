using Beejan.Functions.Lake;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Lake;

public sealed class FeedRunsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 15, 0, 0, TimeSpan.FromHours(1));

    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task The_last_run_is_the_one_that_was_noted_last()
    {
        Assert.That(await LastAsync("AC1"), Is.Null);
        await FeedRuns.KeepAsync(_lake.Store, "sms", "AC1", At.AddMinutes(15), CancellationToken.None);
        await FeedRuns.KeepAsync(_lake.Store, "sms", "AC1", At, CancellationToken.None);
        Assert.That(await LastAsync("AC1"), Is.EqualTo(At));
        Assert.That(await LastAsync("AC2"), Is.Null);
        var blob = await _lake.Store.State.GetBlobClient("runs/sms/AC1.json").DownloadContentAsync();
        Assert.That(blob.Value.Content.ToString(), Is.EqualTo("""{"at":"2026-11-24T14:00:00+00:00"}"""));
    }

    [Test]
    public async Task A_feed_is_waited_for_since_the_first_time_it_was_said()
    {
        Assert.That(await FeedRuns.FindSinceAsync(_lake.Store, "calllogs", FeedRuns.WholeSource, CancellationToken.None), Is.Null);
        await FeedRuns.ExpectAsync(_lake.Store, "calllogs", FeedRuns.WholeSource, At, CancellationToken.None);
        await FeedRuns.ExpectAsync(_lake.Store, "calllogs", FeedRuns.WholeSource, At.AddDays(1), CancellationToken.None);
        Assert.That(await FeedRuns.FindSinceAsync(_lake.Store, "calllogs", FeedRuns.WholeSource, CancellationToken.None), Is.EqualTo(At));
        Assert.That(await FeedRuns.FindLastAsync(_lake.Store, "calllogs", FeedRuns.WholeSource, CancellationToken.None), Is.Null, "it has not run yet");
    }

    private Task<DateTimeOffset?> LastAsync(string account) => FeedRuns.FindLastAsync(_lake.Store, "sms", account, CancellationToken.None);
}
