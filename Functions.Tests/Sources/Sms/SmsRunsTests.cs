using Beejan.Functions.Lake;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>What is promised of an account, and which of its runs count.</summary>
public sealed class SmsRunsTests
{
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_good_run_is_noted_for_each_account_by_itself_and_is_as_old_as_its_beginning()
    {
        await using var rig = await SmsRig.StartAsync(_lake, accounts: 2, settings: ("Sms:Twilio:Accounts:1:Secret", "wrong"));
        var startedAt = rig.Now;
        rig.Twilio.BetweenPages = _ => rig.Clock.Advance(TimeSpan.FromMinutes(3));
        for (var i = 0; i < 20; i++)
        {
            rig.Receive(rig.Now.AddMinutes(-i));
        }

        Assert.That(rig.RunAsync, Throws.Exception);
        Assert.That(rig.Now, Is.GreaterThan(startedAt));
        Assert.That(await LastRunAsync(0), Is.EqualTo(startedAt));
        Assert.That(await LastRunAsync(1), Is.Null);

        startedAt = rig.Now;
        Assert.That(rig.RunAsync, Throws.Exception);
        Assert.That(await LastRunAsync(0), Is.EqualTo(startedAt));

        Task<DateTimeOffset?> LastRunAsync(int account) => FeedRuns.FindLastAsync(_lake.Store, "sms", rig.Accounts[account].Sid, CancellationToken.None);
    }

    [Test]
    public async Task Every_account_in_the_settings_is_a_feed_with_the_promises_of_the_settings()
    {
        await using var rig = await SmsRig.StartAsync(_lake, settings: [("Sms:RunWithin", "00:20:00"), ("Sms:AfricasTalking:Accounts:0:Username", "beejan ng"), ("Sms:AfricasTalking:Accounts:0:ApiKey", "key")]);
        Assert.That(rig.Source.IngestFunction, Is.EqualTo("IngestSms"));
        Assert.That(rig.Source.Feeds, Is.EqualTo(new[] { Feed(rig.Account.Sid), Feed(RawName.AccountOf("africastalking.beejan ng")) }));

        static LakeFeed Feed(string account) => new(account) { RunWithin = TimeSpan.FromMinutes(20), RowsWithin = TimeSpan.FromDays(1), IsReadAgain = true };
    }
}
