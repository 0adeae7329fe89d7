using Beejan.Functions.Operations.Reconcile;
using Beejan.Functions.Telemetry.Events;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

public sealed class RecurrenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_thousand_blobs_healed_in_two_sweeps_are_no_alert()
        => Assert.That(Judge(Enumerable.Range(0, 1000).Select(i => Healed($"raw/sms/{i}", hours: i % 2))), Is.Empty);

    [Test]
    public void Three_sweeps_within_two_days_are_one_since_the_first_of_them()
    {
        var finding = Judge([Healed("raw/sms/a", 36), Healed("raw/sms/b", 24), Healed("raw/sms/c", 12), Healed("raw/sms/d", 12), Healed("raw/sms/old", 49)]).Single();

        Assert.That((finding.Since, finding.Rows), Is.EqualTo((Now.AddHours(-36), 4)));
        Assert.That(finding.Summary, Is.EqualTo("blobs had to be run again in sweep after sweep, within 2 days: events are lost, or the functions are far behind"));
    }

    [Test]
    public void Three_sweeps_in_more_than_two_days_are_none()
        => Assert.That(Judge([Healed("raw/sms/a", 49), Healed("raw/sms/b", 24), Healed("raw/sms/c", 12)]), Is.Empty);

    [Test]
    public void A_blob_that_was_healed_twice_is_one()
    {
        var finding = Judge([Healed("raw/sms/a", 5), ("raw/sms/b", 5, 2)]).Single();

        Assert.That((finding.Path, finding.Rows, finding.Since), Is.EqualTo(("raw/sms/b", 1, Now.AddHours(-5))));
        Assert.That(finding.Summary, Does.StartWith("blobs that were run again were left behind once more"));
    }

    [Test]
    public void Blobs_that_cannot_be_healed_are_one_since_the_oldest_of_them()
    {
        var judgement = new Recurrence("sms", Now);
        judgement.AddLeft("raw/sms/b", Now.AddHours(-1));
        judgement.AddLeft("raw/sms/a", Now.AddHours(-2));

        var finding = judgement.Findings().Single();
        Assert.That((finding.Feed, finding.Path, finding.Rows, finding.Since), Is.EqualTo(("sms", "raw/sms/a", 2, Now.AddHours(-2))));
    }

    [TestCase(0, false, 0, ExpectedResult = true)]
    [TestCase(2, false, 0, ExpectedResult = true, Description = "it may have been the world")]
    [TestCase(3, false, 1, ExpectedResult = false)]
    [TestCase(3, false, 24, ExpectedResult = true, Description = "once a day")]
    [TestCase(1, true, 24, ExpectedResult = false, Description = "the same build fails again")]
    public bool A_blob_is_tried_no_oftener_than_helps(int tries, bool isRefused, int hours)
    {
        var record = new GapRecord(tries, Now.AddHours(-hours), "this", isRefused, 0, null);
        Assert.That(record.MayTry("another", Now), Is.True);
        Assert.That(record.Try("another", Now), Is.EqualTo(new GapRecord(1, Now, "another", false, 0, null)), "another build begins anew");
        return record.MayTry("this", Now);
    }

    private static IReadOnlyList<GapRecurred> Judge(IEnumerable<(string Path, int Hours, int Times)> healed)
    {
        var judgement = new Recurrence("sms", Now);
        foreach (var (path, hours, times) in healed)
        {
            judgement.AddHealed(path, GapRecord.None with { Healed = times, HealedAt = Now.AddHours(-hours) });
        }

        return [.. judgement.Findings()];
    }

    private static (string Path, int Hours, int Times) Healed(string path, int hours) => (path, hours, 1);
}
