using System.IO.Compression;
using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class ReceiveSocialTests
{

    private DateTimeOffset _at = new(2026, 11, 2, 10, 15, 0, TimeSpan.Zero);
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [SetUp]
    public void Pass_a_second() => _at += TimeSpan.FromSeconds(1); // the same bytes at the same time are the same blob

    [Test]
    public async Task A_signed_delivery_is_durable_byte_by_byte_before_the_answer()
    {
        var rig = await StartRigAsync();
        var body = "{\"entry\": [ {\"id\":\"1\"} ], \"text\":\"\\u00e4\\ud83d\\ude21\"}"u8.ToArray();
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(200));

        var stored = (await rig.ReadAsync()).Single().Single();
        Assert.That(stored.Body, Is.EqualTo(body));
        Assert.That(stored.Headers["x-hub-signature-256"], Is.EqualTo(Signed.Meta(body).Value));
        Assert.That(stored.ReceivedAt, Is.EqualTo(_at));
    }

    [Test]
    public async Task Nasty28_A_thousand_changes_of_many_pages_are_kept_as_they_came_and_none_is_read_before_the_answer()
    {
        var rig = await StartRigAsync();
        var whole = Encoding.UTF8.GetBytes($$"""{"object":"page","entry":[{{string.Join(',', Enumerable.Range(0, 1000).Select(Change))}}]}""");
        byte[][] deliveries = [whole, whole[..^700], [.. whole, .. "and more"u8]]; // what is broken could not have been read
        foreach (var body in deliveries)
        {
            Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(200));
        }

        Assert.That((await rig.ReadAsync()).Select(blob => Convert.ToBase64String(blob.Single().Body)), Is.EquivalentTo(deliveries.Select(Convert.ToBase64String)));
        Assert.That(await CleanAsync("meta", whole), Is.EqualTo(new BatchCounts(1000, 1000, 0, 0, 0)));

        static string Change(int i)
            => $$$"""{"id":"page{{{i % 7}}}","time":1742667607,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c{{{i}}}","message":"no light","created_time":1742667604}}]}""";
    }

    [TestCase("{\"entry\":[")]
    [TestCase("")]
    [TestCase("NaN")]
    [TestCase("\ufeff{}")]
    [TestCase("{\"a\":\"\\ud83d\",\"a\":1}")]
    public async Task Json_that_cant_be_read_is_accepted_and_kept(string text)
    {
        var rig = await StartRigAsync();
        var body = Encoding.UTF8.GetBytes(text);
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(200));
        Assert.That((await rig.ReadAsync()).Single().Single().Body, Is.EqualTo(body));
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_accepted_and_kept()
    {
        var rig = await StartRigAsync();
        byte[] body = [.. "{\"a\":\""u8, 0xff, 0xfe, 0, .. "\"}"u8];
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(200));
        Assert.That((await rig.ReadAsync()).Single().Single().Body, Is.EqualTo(body));
    }

    [TestCase(10, 10, 200)]
    [TestCase(10, 11, 400)]
    [TestCase(64, 64, 200)]
    [TestCase(64, 65, 400)]
    [TestCase(64, 500, 400)]
    public async Task Nesting_past_the_cap_is_400_and_nothing_is_kept(int cap, int depth, int expected)
    {
        var rig = await SocialRig.StartAsync(_lake, SocialRig.AllPlatforms(maxDepth: cap), _at);
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth)));
            Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(expected));
            Assert.That(await rig.PostAsync("meta", body, Signed.Meta([])), Is.EqualTo(401), "who doesn't sign learns nothing");
        }

        Assert.That((await rig.ReadAsync()).Count, Is.EqualTo(expected == 200 ? 2 : 0));
    }

    [Test]
    public async Task What_the_cap_lets_through_the_cleaner_reads()
    {
        var nested = string.Concat(Enumerable.Repeat("[", 62)) + string.Concat(Enumerable.Repeat("]", 62));
        Assert.That(await CleanAsync("meta", Encoding.UTF8.GetBytes($"{{\"entry\":[{nested}]}}")), Is.EqualTo(new BatchCounts(1, 0, 0, 0, 1)));
    }

    [TestCase("gzip")]
    [TestCase("GZIP")]
    [TestCase("x-gzip")]
    public async Task A_packed_delivery_is_signed_packed_or_unpacked_kept_as_it_came_and_read(string coding)
    {
        var rig = await StartRigAsync();
        var body = "{\"type\":\"complaint.created\",\"timestamp\":\"2026-11-02T10:15:00Z\",\"data\":{\"id\":\"1\",\"text\":\"no light\"}}"u8.ToArray();
        var packed = Pack(body);
        foreach (var signed in new[] { body, packed })
        {
            Assert.That(await rig.PostAsync("standard", packed, [.. Signed.Standard(signed, _at), ("Content-Encoding", coding)]), Is.EqualTo(200));
        }

        Assert.That(await rig.PostAsync("standard", packed, [.. Signed.Standard("{}"u8.ToArray(), _at), ("Content-Encoding", coding)]), Is.EqualTo(401));
        var frames = (await rig.ReadAsync()).SelectMany(blob => blob).ToList();
        Assert.That(frames.Select(frame => frame.Body), Is.EqualTo(new[] { packed, packed }));
        Assert.That(await CleanAsync([.. frames.SelectMany(frame => frame.ToLine())]), Is.EqualTo(new BatchCounts(2, 1, 1, 0, 0)));
    }

    [TestCase("br")]
    [TestCase("deflate")]
    [TestCase("gzip, gzip")]
    public async Task Another_packing_is_415(string coding)
    {
        var rig = await StartRigAsync();
        var body = "{}"u8.ToArray();
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body), ("Content-Encoding", coding)), Is.EqualTo(415));
        Assert.That(await rig.ReadAsync(), Is.Empty);
    }

    [Test]
    public async Task What_cant_be_unpacked_is_quarantined_when_it_is_signed_as_it_came()
    {
        var rig = await StartRigAsync();
        foreach (var body in new[] { "{\"no\":\"gzip\"}"u8.ToArray(), Pack(new byte[5000])[..^9] })
        {
            Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body), ("Content-Encoding", "gzip")), Is.EqualTo(200));
            Assert.That(await rig.PostAsync("meta", body, Signed.Meta([]), ("Content-Encoding", "gzip")), Is.EqualTo(401));
        }

        var frames = (await rig.ReadAsync()).SelectMany(blob => blob).SelectMany(frame => frame.ToLine()).ToArray();
        Assert.That(await CleanAsync(frames), Is.EqualTo(new BatchCounts(2, 0, 0, 2, 0)));
    }

    [Test]
    public async Task A_body_over_the_cap_is_413_whether_or_not_it_says_its_length_and_packed_or_not()
    {
        var rig = await SocialRig.StartAsync(_lake, SocialRig.AllPlatforms(maxBodyBytes: 2000), _at);
        var body = new byte[3000];
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(413));
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body), ("Content-Length", "3000")), Is.EqualTo(413));
        var bomb = Pack(new byte[1_000_000]);
        Assert.That(bomb, Has.Length.LessThan(2000));
        Assert.That(await rig.PostAsync("meta", bomb, Signed.Meta(bomb), ("Content-Encoding", "gzip")), Is.EqualTo(413));
        Assert.That(await rig.ReadAsync(), Is.Empty);
    }

    [Test]
    public void A_packed_body_is_unpacked_no_further_than_the_cap()
    {
        var bomb = Pack(new byte[50_000_000]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(ContentCoding.Decode("gzip", bomb, 10_000), Is.Null);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(500_000));
    }

    [Test]
    public async Task Nasty24_A_challenge_is_echoed_as_plain_text_without_quotes()
        => Assert.That(await (await StartRigAsync()).GetAsync("meta", "?hub.mode=subscribe&hub.verify_token=the-token&hub.challenge=1158201444"), Is.EqualTo((200, "text/plain", "1158201444")));

    [Test]
    public async Task Nasty41_A_challenge_is_answered_without_storage_or_warehouse()
    {
        // Nobody listens there, and whoever asked would wait.
        var nowhere = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a")]).Build());
        var rig = new SocialRig(nowhere, SocialRig.AllPlatforms(), _at);
        var meta = rig.GetAsync("meta", "?hub.mode=subscribe&hub.verify_token=the-token&hub.challenge=1158201444");
        var linkedIn = rig.GetAsync("linkedin", "?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0");
        Assert.That((meta.IsCompleted, linkedIn.IsCompleted), Is.EqualTo((true, true)), "nothing was waited for");
        Assert.That(await meta, Is.EqualTo((200, "text/plain", "1158201444")));
        Assert.That((await linkedIn).Status, Is.EqualTo(200));
    }

    [TestCase("meta", "?hub.mode=subscribe&hub.verify_token=another&hub.challenge=1", 403)]
    [TestCase("meta", "?hub.verify_token=the-token&hub.challenge=1", 403)]
    [TestCase("meta", "", 403)]
    [TestCase("standard", "?hub.mode=subscribe&hub.verify_token=the-token&hub.challenge=1", 405)]
    [TestCase("tiktok", "?challenge=1", 405)]
    [TestCase("myspace", "", 404)]
    public async Task Another_question_is_refused(string platform, string query, int expected)
        => Assert.That((await (await StartRigAsync()).GetAsync(platform, query)).Status, Is.EqualTo(expected));

    [Test]
    public async Task A_platform_that_is_not_enabled_is_404()
    {
        var body = "{}"u8.ToArray();
        var rig = await SocialRig.StartAsync(_lake, new SocialOptions { Platforms = "standard", Standard = new StandardOptions { Secret = SocialRig.StandardSecret } }, _at);
        Assert.That(await rig.PostAsync("meta", body, Signed.Meta(body)), Is.EqualTo(404));
    }

    private Task<SocialRig> StartRigAsync() => SocialRig.StartAsync(_lake, SocialRig.AllPlatforms(), _at);

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private Task<BatchCounts> CleanAsync(string platform, byte[] body) => CleanAsync(new SocialFrame(_at, platform, new Dictionary<string, string>(), body).ToLine());

    private async Task<BatchCounts> CleanAsync(byte[] frames)
    {
        var cleaner = new SocialCleaner(_lake.CleanStage(), new EnabledPlatforms(Options.Create(new SocialOptions())), Options.Create(new CleaningOptions()));
        var raw = await _lake.PutRawAsync("social", frames, "ndjson");
        await cleaner.RunAsync(raw, CancellationToken.None);
        return await _lake.ReadCountsAsync(raw, "social");
    }
}
