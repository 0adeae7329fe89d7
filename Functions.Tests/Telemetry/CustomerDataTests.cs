using System.Text;
using Beejan.Demo;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Twilio;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>
/// What customers write and who they are, and what opens our doors, never leaves with the telemetry: marked complaints
/// come by all four sources, good ones, bad rows and broken files, and things fail; then every byte is searched.
/// </summary>
internal sealed class CustomerDataTests
{
    private const string Words = "PURPLEHIPPO has no light";
    private const string Phone = "08031234599";
    private const string Email = "ada.hippo@mail.example.org";
    private const string Name = "Adaeze Hippolyta";

    // What must not be found, however it was written on the way.
    private static readonly string[] Marks = ["PURPLEHIPPO", "8031234599", "803 123 4599", "ada.hippo", "Hippolyta", WatchedApp.TwilioSecret, "demo-app-secret", "the key of the tests", "the%20key%20of%20the%20tests", "the+key+of+the+tests", "AccountKey="];

    [Test]
    public async Task No_customers_data_and_no_secret_is_in_any_byte_that_is_sent()
    {
        await using var watched = await WatchedApp.StartAsync();
        var app = watched.App;
        await app.DropAsync("calllogs/good.csv", $"call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,{Phone},{Name},Network,{Words},open\nCALL-2,{Words},{Phone},{Name},{Email}\n");
        await app.DropAsync("calllogs/bad.csv", $"{Words},{Phone},{Email}\n1,2,3\n");
        await app.IngestAsync();
        watched.Account.Put(DoubleMessage.Inbound(WatchedApp.Sid, DateTimeOffset.UtcNow.AddMinutes(-5), Words, from: "+234" + Phone[1..]));
        watched.Account.Put(DoubleMessage.Inbound(WatchedApp.Sid, DateTimeOffset.UtcNow.AddMinutes(-4), Words, from: "+234" + Phone[1..], sid: Email));
        await app.IngestAsync("IngestSms");
        await watched.ExecuteOnTheWebsiteAsync("CREATE TABLE web_form (id TEXT, created_at TEXT, updated_at TEXT, message TEXT, customer_phone TEXT, email TEXT)");
        await watched.ExecuteOnTheWebsiteAsync($"INSERT INTO web_form VALUES ('F1', '2026-11-01 10:00:00', '2026-11-01 10:00:00', '{Words}', '{Phone}', '{Email}'), ('{Email}', '{Words}', '2026-11-01 10:00:00', '{Words}', '{Phone}', '{Email}')");
        await app.IngestAsync("IngestForms");
        Assert.That(await watched.PostAsync(WatchedApp.Comment("9_1", $"{Words} {Phone} {Email}")), Is.EqualTo(200));
        Assert.That(await watched.PostAsync($"{Words} {Phone} {Email}"), Is.EqualTo(200), "signed rightly, and no JSON");
        Assert.That(await app.Client.PostAsync(Webhook.Meta(Encoding.UTF8.GetBytes(Words)).Unsigned(), CancellationToken.None), Is.EqualTo(401));
        await app.PutRawAsync($"sms/2026/11/02/000000000-AC1-0123456789abcdef.json", Words);
        await app.PutRawAsync($"calllogs/{Email}/{Phone}.csv", Words); // not a raw name: it fails five times
        using (var http = new HttpClient { BaseAddress = app.Address })
        {
            await http.GetAsync("api/status?code=the%20key%20of%20the%20tests");
            await http.GetAsync($"api/trace/sms/{Email}?code=the+key+of+the+tests");
        }

        await watched.ArrivesAsync(ingestion => ingestion.Events("LoadClosed").Select(load => load["Source"]).Distinct().Count() == 4, "complaints of all sources were loaded");
        await Eventually.Is(async () => (await app.Client.ReadStatusAsync(CancellationToken.None)).Poison == 1, "the blob was given up on", 60);
        await watched.ExecuteOnTheWebsiteAsync("ALTER TABLE web_form RENAME TO gone");
        await app.IngestAsync("IngestForms");
        await watched.ArrivesAsync(ingestion => ingestion.Of("Exception").Any(failure => failure["Function"] == "IngestForms"), "a timer failed");
        await app.StopAsync();

        var sent = string.Concat(watched.Ingestion.Bodies);
        Assert.That(Marks.Where(mark => sent.Contains(mark, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        Assert.That(watched.Ingestion.Of("Exception").Select(failure => failure["Stage"]).Distinct(), Is.EquivalentTo(new[] { "Clean", "Ingest" }));
        Assert.That(watched.Ingestion.Events("BatchClosed").Sum(batch => batch.Measurements["Rejected"]), Is.GreaterThanOrEqualTo(5), "bad rows of all sources went their way");
    }
}
