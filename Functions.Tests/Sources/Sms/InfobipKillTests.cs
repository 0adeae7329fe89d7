using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Infobip;
using Beejan.LocalServers.Providers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>How much a kill can cost where each message is handed out once.</summary>
internal sealed class InfobipKillTests
{
    private const string Key = "the API key of the tests";

    [Test]
    public async Task Nasty09_A_kill_between_answer_and_write_costs_that_one_answer_and_nothing_that_was_written()
    {
        await using var provider = await InfobipDouble.StartAsync();
        var inbox = provider.AddInbox(Key);
        for (var i = 0; i < 25; i++)
        {
            inbox.Receive($"m{i:00}", DateTimeOffset.UtcNow.AddMinutes(-1), "No network");
        }

        provider.Faults = number => number == 2 ? new DoubleFault.HangingBody() : null; // the second answer is under way for as long as we like
        await using var app = await TestApp.StartAsync(given:
            [("Sms__Infobip__Limit", "10"), ("Sms__Infobip__Accounts__0__Name", "beejan"), ("Sms__Infobip__Accounts__0__BaseAddress", provider.Address.ToString()), ("Sms__Infobip__Accounts__0__ApiKey", Key)]);
        await app.IngestAsync("IngestSms");
        await Eventually.Is(() => inbox.HandedOut.Count == 2, "the second answer was under way", 60);
        await app.KillAsync();
        await app.StartAgainAsync();
        await app.IngestAsync("IngestSms");
        await Eventually.Is(async () => (await app.Client.ReadStatusAsync(CancellationToken.None)).Sources.Single(source => source.Source == "sms") is { IsSettled: true, Rows.Inserted: 15 }, "the rest was in", 120);

        var rows = await app.QueryAsync("SELECT source_id FROM mart.fact_complaint ORDER BY source_id");
        var everything = inbox.HandedOut.SelectMany(answer => answer).ToList();
        Assert.That(inbox.HandedOut.Select(answer => answer.Count), Is.EqualTo(new[] { 10, 10, 5 }));
        Assert.That(everything.Except(rows), Is.EqualTo(inbox.HandedOut[1]), "lost is what was under way, Sms__Infobip__Limit messages at most");
        Assert.That(rows, Is.Unique.And.SubsetOf(everything));
    }
}
