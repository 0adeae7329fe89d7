using Azure;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using Beejan.LocalServers.Providers;
using Beejan.LocalServers.Twilio;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>Everything at once, from the wire to the warehouse: nothing lost, nothing doubled, the cursor right.</summary>
public sealed class SmsStormTests
{
    private readonly HashSet<string> _inbound = [];
    private TestLake _lake = null!;
    private Store _store = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _inbound.Clear();
        _lake = await TestLake.StartAsync();
        _store = await PostgresStore.CreateAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _store.DisposeAsync();
        await _lake.DisposeAsync();
    }

    [Test]
    public async Task Nothing_is_lost_and_nothing_doubled_in_storms_of_429_torn_bodies_HTML_and_resets_while_pages_drift([Values(1, 2, 3)] int seed, [Values] bool pagesByNumber)
    {
        var random = new Random(seed);
        await using var rig = await SmsRig.StartAsync(_lake, SmsRig.Patience with { Retries = 2 }, settings: ("Sms:Twilio:PageSize", "30"));
        for (var i = 0; i < 240; i++)
        {
            Put(rig, rig.Now.AddMinutes(-7 * i));
        }

        rig.Twilio.PagesByNumber = pagesByNumber;
        rig.Twilio.Faults = DoubleFault.Storm(seed, 0.5);
        rig.Twilio.BetweenPages = account =>
        {
            Put(rig, rig.Now.AddSeconds(-random.Next(600)));
            if (random.Next(2) == 0)
            {
                account.Delete(account.Messages[random.Next(account.Messages.Count)].Sid);
            }
        };
        var failures = 0;
        for (var run = 0; run < 12; run++)
        {
            var before = await rig.CursorAsync();
            var failed = await FailsAsync(rig);
            failures += failed ? 1 : 0;
            var after = await rig.CursorAsync();
            Assert.That(after.Watermark ?? default, Is.GreaterThanOrEqualTo(before.Watermark ?? default), "the watermark never goes back");
            Assert.That(after == before, Is.EqualTo(failed), "only a run that came through moves the cursor");
            rig.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.That(failures, Is.InRange(1, 11), "some runs fail, some come through");
        Assert.That(rig.Twilio.Requests.Count(request => request.Fault is not null), Is.GreaterThan(20));

        // The storm is over; by tomorrow everything must have been found.
        rig.Twilio.Faults = _ => null;
        rig.Twilio.BetweenPages = null;
        rig.Clock.Advance(TimeSpan.FromDays(1));
        await rig.RunAsync();
        var there = rig.Account.Messages.Where(message => (string?)message.Resource["direction"] == "inbound").Select(message => message.Sid).ToList();
        Assert.That((await rig.CursorAsync()).Watermark, Is.EqualTo(rig.Account.Messages.Max(message => message.At)));

        var clean = await rig.CleanAsync();
        foreach (var blob in clean.Concat(clean.Take(5)).OrderBy(_ => random.Next()))
        {
            await new LoadStage(_lake.Store, _store.Warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance).RunAsync(blob, "sms", CancellationToken.None);
        }

        var loaded = _store.Query("SELECT source_id FROM mart.fact_complaint");
        TestContext.Out.WriteLine($"{rig.Twilio.Requests.Count} requests, {rig.Twilio.Requests.Count(request => request.Fault is not null)} faults, {failures} of 12 runs failed, {clean.Count} pages, {_inbound.Count} complaints ever, {there.Count} there at the end, {loaded.Count} loaded");
        Assert.That(there.Except(loaded), Is.Empty, "nothing is lost");
        Assert.That(loaded.Except(_inbound), Is.Empty, "nothing is made up, and no word of ours is a complaint");
        Assert.That(loaded, Is.Unique);
        Assert.That(_store.One("SELECT count(*), (SELECT sum(complaints) FROM mart.daily_complaints) FROM source.sms_message"), Is.EqualTo($"{loaded.Count}|{loaded.Count}"), "one version of each, however often it came");
        Assert.That(_store.One("SELECT sum(rows) > 2 * sum(inserted) FROM ops.load"), Is.EqualTo("True"), "it did come often");
    }

    [Test]
    public async Task Pages_by_number_that_skip_messages_are_made_good_by_the_next_run()
    {
        await using var rig = await SmsRig.StartAsync(_lake);
        for (var i = 0; i < 30; i++)
        {
            Put(rig, rig.Now.AddMinutes(-i));
        }

        var (first, skipped) = (rig.Account.Messages.Take(3).ToList(), rig.Account.Messages.Skip(10).Take(3).Select(message => message.Sid).ToList());
        rig.Twilio.PagesByNumber = true;
        rig.Twilio.BetweenPages = account => first.ForEach(message => account.Delete(message.Sid));
        await rig.RunAsync();
        Assert.That(await LoadAsync(rig), Is.Not.SupersetOf(skipped.Intersect(_inbound)), "three deleted on page one push three from page two to page one");

        rig.Clock.Advance(TimeSpan.FromMinutes(15));
        await rig.RunAsync();
        Assert.That(await LoadAsync(rig), Is.EquivalentTo(_inbound), "and what was deleted at the provider since is kept");
    }

    [Test]
    public async Task Pages_by_token_neither_skip_nor_repeat_when_messages_come_and_go()
    {
        await using var rig = await SmsRig.StartAsync(_lake);
        for (var i = 0; i < 30; i++)
        {
            Put(rig, rig.Now.AddMinutes(-i));
        }

        var before = _inbound.ToList();
        rig.Twilio.BetweenPages = account =>
        {
            Put(rig, rig.Now);
            account.Delete(account.Messages[1].Sid);
        };
        await rig.RunAsync();
        Assert.That(await LoadAsync(rig), Is.EquivalentTo(before));
        Assert.That(_store.One("SELECT sum(rows) FROM ops.load"), Is.EqualTo($"{before.Count}"));
    }

    [Test]
    public async Task A_run_that_dies_between_its_last_page_and_the_cursor_repeats_itself_and_doubles_nothing()
    {
        await using var rig = await SmsRig.StartAsync(_lake);
        for (var i = 0; i < 25; i++)
        {
            Put(rig, rig.Now.AddMinutes(-i));
        }

        // A cursor that was written meanwhile can't be moved: the run gets as far as that, and no further.
        var other = await rig.LakeCursorAsync();
        rig.Twilio.BetweenPages = _ => other.MoveAsync(new SmsCursor(), CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(rig.RunAsync, Throws.InstanceOf<RequestFailedException>());
        var pages = (await rig.ListRawAsync()).Select(raw => raw.Name).ToList();
        Assert.That((pages.Count, (await rig.CursorAsync()).Watermark), Is.EqualTo((3, (DateTimeOffset?)null)));
        await LoadAsync(rig);

        rig.Twilio.BetweenPages = null;
        await rig.RunAsync();
        Assert.That((await rig.ListRawAsync()).Select(raw => raw.Name), Is.EqualTo(pages), "the same pages under the same names");
        Assert.That(await LoadAsync(rig), Is.EquivalentTo(_inbound));
        Assert.That(_store.One("SELECT sum(rows) FROM ops.load"), Is.EqualTo($"{_inbound.Count}"));
        Assert.That((await rig.CursorAsync()).Watermark, Is.EqualTo(rig.Now));
    }

    [Test]
    public async Task Nasty05_A_text_that_the_provider_has_emptied_since_is_kept()
    {
        await using var rig = await SmsRig.StartAsync(_lake);
        var message = rig.Receive(rig.Now, "Charged twice");
        await rig.RunAsync();
        rig.Account.Put(message.With("body", "").With("date_updated", "Fri, 20 Nov 2026 12:10:00 +0000"));
        rig.Clock.Advance(TimeSpan.FromMinutes(15));
        await rig.RunAsync();
        Assert.That(await LoadAsync(rig), Is.EqualTo(new[] { message.Sid }));
        Assert.That(_store.Query("SELECT text FROM mart.complaint"), Is.EqualTo(new[] { "Charged twice" }));
        Assert.That(_store.One("SELECT count(*) FROM source.sms_message"), Is.EqualTo("2"), "both versions are history");
    }

    private static async Task<bool> FailsAsync(SmsRig rig)
    {
        try
        {
            await rig.RunAsync();
            return false;
        }
        catch (SmsProviderException)
        {
            return true;
        }
    }

    // Some are replies of ours.
    private void Put(SmsRig rig, DateTimeOffset at)
    {
        var message = DoubleMessage.Inbound(rig.Account.Sid, at, "No network");
        if (message.Sid[^1] is '0' or '1' or '2')
        {
            rig.Account.Put(message.With("direction", "outbound-reply"));
            return;
        }

        _inbound.Add(message.Sid);
        rig.Account.Put(message);
    }

    private async Task<IReadOnlyList<string>> LoadAsync(SmsRig rig)
    {
        foreach (var blob in await rig.CleanAsync())
        {
            await new LoadStage(_lake.Store, _store.Warehouse, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance).RunAsync(blob, "sms", CancellationToken.None);
        }

        return _store.Query("SELECT source_id FROM mart.fact_complaint");
    }
}
