using Beejan.Functions.Sources.Social;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class RefusalWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 30, TimeSpan.Zero);

    private readonly RefusalWindow _window = new();

    [Test]
    public void Few_refusals_are_no_news()
    {
        Refuse(19);
        Assert.That(_window.Judge(Start), Is.Null);
        Refuse(1);
        Assert.That(_window.Judge(Start), Is.Not.Null);
    }

    [Test]
    public void Refusals_among_as_many_good_deliveries_are_no_news()
    {
        Refuse(25);
        for (var i = 0; i < 25; i++)
        {
            _window.Accept(Start);
        }

        Assert.That(_window.Judge(Start), Is.Null);
        Refuse(1);
        Assert.That(_window.Judge(Start), Is.EqualTo(new RefusalFinding(Start.AddSeconds(-30), 26, 25, "SignatureMismatch")));
    }

    [Test]
    public void What_is_older_than_a_quarter_of_an_hour_is_forgotten()
    {
        Refuse(20);
        Assert.That(_window.Judge(Start.AddMinutes(14)), Is.Not.Null);
        Assert.That(_window.Judge(Start.AddMinutes(15)), Is.Null);
    }

    [Test]
    public void The_commonest_reason_is_told()
    {
        Refuse(9);
        for (var i = 0; i < 12; i++)
        {
            _window.Refuse(Start, "TooLarge");
        }

        Assert.That(_window.Judge(Start)!.Reason, Is.EqualTo("TooLarge"));
    }

    [SetUp]
    public void Forget() => _window.Judge(DateTimeOffset.MaxValue);

    private void Refuse(int deliveries)
    {
        for (var i = 0; i < deliveries; i++)
        {
            _window.Refuse(Start, "SignatureMismatch");
        }
    }
}
