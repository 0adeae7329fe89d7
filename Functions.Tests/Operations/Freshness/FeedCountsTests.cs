using Beejan.Functions.Operations.Freshness;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Freshness;

/// <summary>What an account brought in two hours: too many rejects, or a storm of what was known.</summary>
public sealed class FeedCountsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);
    private static readonly FeedCounts Counts = new("social", "meta", Loads: 20, LoadsWithoutNews: 20, Received: 1000, Rejected: 0, Duplicates: 0, Known: 1000, At);

    [TestCase(100, 20, false)]
    [TestCase(100, 21, true)]
    [TestCase(20, 5, true)]
    [TestCase(19, 19, false, Description = "a handful says nothing")]
    [TestCase(0, 0, false)]
    public void More_rejects_than_their_share_are_too_many(int received, int rejected, bool isHigh)
        => Assert.That(RejectShare.Judge(Counts with { Received = received, Rejected = rejected }, maxPercent: 20), isHigh ? Is.Not.Null : Is.Null);

    [Test]
    public void They_are_told_in_a_sentence()
    {
        var high = RejectShare.Judge(Counts with { Rejected = 300 }, maxPercent: 20)!;
        Assert.That((high.Feed, high.Rows, high.Since), Is.EqualTo(("social meta", 300L, At)));
        Assert.That(high.Summary, Is.EqualTo("more than 20 percent of the records break the contract"));
        Assert.That(RejectShare.Judge(Counts with { Rejected = 1000 }, maxPercent: 100), Is.Null, "switched off");
    }

    [Test]
    public void Much_that_was_known_little_else_and_in_many_files_is_a_storm()
    {
        var storm = DuplicateStorm.Judge(Counts, isReadAgain: false, maxDuplicates: 1000)!;
        Assert.That((storm.Feed, storm.Rows), Is.EqualTo(("social meta", 1000L)));
        Assert.That(storm.Summary, Is.EqualTo("what was sent is sent again, and little else"));
    }

    [Test]
    public void All_else_is_none()
    {
        Assert.That(DuplicateStorm.Judge(Counts with { Known = 999 }, isReadAgain: false, maxDuplicates: 1000), Is.Null, "not much");
        Assert.That(DuplicateStorm.Judge(Counts with { Received = 1334 }, isReadAgain: false, maxDuplicates: 1000), Is.Null, "much else beside it");
        Assert.That(DuplicateStorm.Judge(Counts with { Received = 1_000_000, Known = 999_000, Loads = 19 }, isReadAgain: false, maxDuplicates: 1000), Is.Null, "a few exports of everything");
        Assert.That(DuplicateStorm.Judge(Counts, isReadAgain: true, maxDuplicates: 1000), Is.Null, "we asked for it again");
        Assert.That(DuplicateStorm.Judge(Counts, isReadAgain: false, maxDuplicates: 0), Is.Null, "switched off");
    }

    [Test]
    public void What_comes_twice_in_one_file_is_nobodys_reading_again()
        => Assert.That(DuplicateStorm.Judge(Counts with { Duplicates = 1000, Known = 0 }, isReadAgain: true, maxDuplicates: 1000), Is.Not.Null);
}
