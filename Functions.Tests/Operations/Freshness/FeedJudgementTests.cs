using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>One feed against its promise.</summary>
public sealed class FeedJudgementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan RunWithin = TimeSpan.FromMinutes(35);
    private static readonly TimeSpan RowsWithin = TimeSpan.FromDays(1);

    [Test]
    public void Who_keeps_the_promise_is_fresh()
    {
        var judged = FeedJudgement.Of(Polled(Now - RunWithin, Now - RowsWithin), Now);
        Assert.That(judged.Alerts, Is.Empty);
        Assert.That(judged.Freshness, Is.EqualTo(new FeedFreshness("sms", "AC1", Now - RunWithin, RunWithin, Now - RowsWithin, RowsWithin, judged.Freshness.Findings)));
        Assert.That(judged.Freshness.IsStale, Is.False);
        Assert.That(judged.Checked, Is.EqualTo(new FeedChecked("sms", "AC1", RunWithin, RowsWithin)));
    }

    [Test]
    public void A_run_that_is_older_than_promised_is_missed()
    {
        var lastRunAt = new DateTimeOffset(2026, 11, 24, 13, 40, 0, TimeSpan.Zero);
        var missed = (RunMissed)FeedJudgement.Of(Polled(lastRunAt, Now), Now).Alerts.Single();
        Assert.That(missed.Feed, Is.EqualTo("sms AC1"));
        Assert.That(missed.Summary, Is.EqualTo("no good run since 2026-11-24 13:40 UTC: promised is one within 35 min"));
        Assert.That(missed.Since, Is.EqualTo(lastRunAt));
        Assert.That(missed.Function, Is.EqualTo("IngestSms"));
    }

    [Test]
    public void A_feed_that_never_ran_is_missed_once_it_should_have()
    {
        Assert.That(FeedJudgement.Of(Polled(null, null, since: Now - RunWithin), Now).Alerts, Is.Empty);
        var missed = FeedJudgement.Of(Polled(null, null, since: Now.AddMinutes(-36)), Now).Alerts.Single();
        Assert.That(missed, Is.TypeOf<RunMissed>());
        Assert.That(missed.Summary, Is.EqualTo("no good run since it was set up at 2026-11-24 14:24 UTC: promised is one within 35 min"));
    }

    [Test]
    public void Good_runs_that_bring_nothing_are_a_stale_feed()
    {
        var stale = (FeedStale)FeedJudgement.Of(Polled(Now, Now.AddHours(-26)), Now).Alerts.Single();
        Assert.That(stale.Summary, Is.EqualTo("no new row since 2026-11-23 13:00 UTC: promised is one within 1 d"));
        Assert.That(FeedJudgement.Of(Polled(Now, null, since: Now.AddHours(-25)), Now).Alerts.Single(), Is.TypeOf<FeedStale>());
        Assert.That(FeedJudgement.Of(Polled(Now, null, since: Now.AddHours(-24)), Now).Alerts, Is.Empty);
    }

    [Test]
    public void Where_the_run_is_missed_the_missing_rows_are_no_finding_of_their_own()
        => Assert.That(FeedJudgement.Of(Polled(Now.AddDays(-2), Now.AddDays(-2)), Now).Alerts.Single(), Is.TypeOf<RunMissed>());

    [Test]
    public void What_is_not_promised_is_not_missed()
    {
        var promise = new LakeFeed("AC1") { RunWithin = TimeSpan.Zero, RowsWithin = null };
        Assert.That(FeedJudgement.Of(Polled(null, null, since: Now.AddYears(-1)) with { Promise = promise }, Now).Alerts, Is.Empty);
    }

    [Test]
    public void A_platform_is_silent_when_as_much_is_missing_as_the_setting_says()
    {
        var slots = Enumerable.Range(0, 28 * 24).Select(hour => Now.AddDays(-28).AddHours(hour)).ToList();
        var last = slots[^1].AddMinutes(5);
        Assert.That(Silence(last.AddHours(20).AddMinutes(-5)), Is.Empty);

        var silent = (WebhookSilent)Silence(last.AddHours(20)).Single();
        Assert.That((silent.Feed, silent.Rows, silent.Since), Is.EqualTo(("social meta", 20L, last)));
        Assert.That(silent.Summary, Is.EqualTo("nothing has reached the warehouse since 2026-11-24 14:05 UTC: by the weeks before, much should have come"));

        IReadOnlyList<AlertEvent> Silence(DateTimeOffset now) => FeedJudgement.Of(Pushed(20) with { Deliveries = new DeliveryHistory(slots) }, now).Alerts;
    }

    [Test]
    public void A_platform_that_never_delivered_is_silent_after_a_day()
    {
        Assert.That(FeedJudgement.Of(Pushed(20), Now.AddDays(1)).Alerts, Is.Empty);
        var silent = FeedJudgement.Of(Pushed(20), Now.AddDays(1).AddMinutes(1)).Alerts.Single();
        Assert.That(silent.Summary, Is.EqualTo("enabled, and nothing was ever delivered since it was set up at 2026-11-24 15:00 UTC"));
        Assert.That(FeedJudgement.Of(Pushed(0), Now.AddDays(100)).Alerts, Is.Empty, "nothing is promised");
    }

    private static FeedState Polled(DateTimeOffset? lastRunAt, DateTimeOffset? newestRowAt, DateTimeOffset? since = null)
        => new("sms", "IngestSms", new LakeFeed("AC1") { RunWithin = RunWithin, RowsWithin = RowsWithin }, since ?? Now.AddYears(-1), lastRunAt, newestRowAt, DeliveryHistory.None);

    private static FeedState Pushed(int silenceAfter) => new("social", "", new LakeFeed("meta") { SilenceAfter = silenceAfter }, Now, null, null, DeliveryHistory.None);
}
