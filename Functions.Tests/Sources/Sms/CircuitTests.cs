using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Providers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>A provider that is down is not asked for every account anew.</summary>
public sealed class CircuitTests
{
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartLakeAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopLakeAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_provider_that_is_down_is_left_alone_and_asked_again_after_a_while()
    {
        await using var rig = await SmsRig.StartAsync(_lake, SmsRig.Patience with { FailuresToOpen = 4, Open = TimeSpan.FromSeconds(1) }, accounts: 3);
        rig.Twilio.Faults = _ => new DoubleFault.Failure();
        var failure = await Assert.ThrowsAsync<AggregateException>(rig.RunAsync);
        Assert.That(rig.Twilio.Requests.Count, Is.EqualTo(4), "the first account's tries, and none for the others");
        Assert.That(failure!.InnerExceptions.Select(account => account.Message), Has.Exactly(1).Contains("found status 503").And.Exactly(2).Contains("not asked, as 127.0.0.1:").And.All.Contains("the cursor has not moved"));

        rig.Twilio.Faults = _ => null;
        await Eventually.Is(
            async () =>
            {
                try
                {
                    await rig.RunAsync();
                    return true;
                }
                catch (Exception e) when (e is AggregateException or SmsProviderException)
                {
                    return false;
                }
            },
            "it was asked again",
            30);
        Assert.That((await rig.CursorAsync(rig.Accounts[2])).ReadAt, Is.EqualTo(rig.Now));
    }

    [Test]
    public async Task One_account_that_asks_too_often_does_not_stop_the_others()
    {
        await using var rig = await SmsRig.StartAsync(_lake, SmsRig.Patience with { FailuresToOpen = 4, Open = TimeSpan.FromMinutes(1) }, accounts: 2);
        rig.Twilio.Faults = number => number <= 4 ? new DoubleFault.TooManyRequests() : null;
        Assert.That(rig.RunAsync, Throws.Exception.With.Message.Contains("found status 429"));
        Assert.That((await rig.CursorAsync(rig.Accounts[1])).ReadAt, Is.EqualTo(rig.Now));
    }
}
