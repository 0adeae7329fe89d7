using System.Text;
using Azure;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>The clock stands still unless a test moves it, so that nothing here depends on how fast the machine is.</summary>
public sealed class GroupCommitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private DateTimeOffset _at = new(2026, 11, 2, 10, 15, 0, TimeSpan.Zero);
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [SetUp]
    public void Pass_a_second() => _at += TimeSpan.FromSeconds(1); // the same bytes at the same time are the same blob

    [Test]
    public async Task Deliveries_that_arrive_together_become_one_blob_and_are_answered_after_it()
    {
        var rig = await StartRigAsync();
        var answers = Enumerable.Range(0, 5).Select(i => PostAsync(rig, i)).ToList();
        Assert.That(answers.Select(answer => answer.IsCompleted), Has.All.False);
        Assert.That(await rig.ReadAsync(), Is.Empty);

        rig.Clock.Advance(Window);
        Assert.That(await Task.WhenAll(answers), Has.All.EqualTo(200));
        Assert.That(await BodiesAsync(rig), Is.EqualTo(new[] { "[0] [1] [2] [3] [4]" }));
    }

    [Test]
    public async Task A_lone_delivery_waits_for_the_window_and_no_longer()
    {
        var rig = await StartRigAsync();
        var answer = PostAsync(rig, 1);
        rig.Clock.Advance(Window - TimeSpan.FromTicks(1));
        Assert.That(answer.IsCompleted, Is.False);
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await answer, Is.EqualTo(200));
    }

    [Test]
    public async Task The_window_is_the_first_ones_and_the_next_delivery_opens_another()
    {
        var rig = await StartRigAsync();
        var first = PostAsync(rig, 1);
        rig.Clock.Advance(Window - TimeSpan.FromTicks(1));
        var second = PostAsync(rig, 2);
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await Task.WhenAll(first, second), Has.All.EqualTo(200));

        var third = PostAsync(rig, 3);
        Assert.That(third.IsCompleted, Is.False);
        rig.Clock.Advance(Window);
        Assert.That(await third, Is.EqualTo(200));
        Assert.That(await BodiesAsync(rig), Is.EqualTo(new[] { "[1] [2]", "[3]" }));
    }

    [Test]
    public async Task Blobs_that_are_due_before_their_window_ends_are_written_once()
    {
        var line = new SocialFrame(_at, "linkedin", new Dictionary<string, string> { ["x-li-signature"] = new('0', 64) }, "[1]"u8.ToArray()).ToLine().Length;
        var rig = await StartRigAsync(SocialRig.AllPlatforms(Window, commitBytes: 2 * line));
        Assert.That(await Task.WhenAll(Enumerable.Range(1, 4).Select(i => PostAsync(rig, i))), Has.All.EqualTo(200));
        var bodies = await BodiesAsync(rig);
        Assert.That(bodies.Select(blob => blob.Split(' ').Length), Has.All.AtMost(2));
        Assert.That(bodies.SelectMany(blob => blob.Split(' ')), Is.EquivalentTo(new[] { "[1]", "[2]", "[3]", "[4]" }));
        rig.Clock.Advance(Window); // what is left of the windows finds nothing to do
        Assert.That(await BodiesAsync(rig), Is.EquivalentTo(bodies));
    }

    [Test]
    public async Task Without_a_window_each_delivery_is_a_blob()
    {
        var rig = await StartRigAsync(SocialRig.AllPlatforms());
        Assert.That(await Task.WhenAll(Enumerable.Range(1, 3).Select(i => PostAsync(rig, i))), Has.All.EqualTo(200));
        Assert.That(await BodiesAsync(rig), Is.EquivalentTo(new[] { "[1]", "[2]", "[3]" }));
    }

    [Test]
    public async Task Each_platform_has_blobs_of_its_own()
    {
        var rig = await StartRigAsync();
        var body = "[]"u8.ToArray();
        Task<int>[] answers = [rig.PostAsync("linkedin", body, Signed.LinkedIn(body)), rig.PostAsync("meta", body, Signed.Meta(body)), rig.PostAsync("linkedin", body, Signed.LinkedIn(body))];
        rig.Clock.Advance(Window);
        Assert.That(await Task.WhenAll(answers), Has.All.EqualTo(200));
        Assert.That((await rig.ReadAsync()).Select(blob => string.Join(' ', blob.Select(frame => frame.Platform))), Is.EquivalentTo(new[] { "linkedin linkedin", "meta" }));
    }

    [Test]
    public async Task A_stop_writes_what_waits_and_makes_nobody_wait_any_more()
    {
        var rig = await StartRigAsync();
        var waiting = PostAsync(rig, 1);
        Assert.That(waiting.IsCompleted, Is.False);
        rig.Lifetime.StopApplication();
        Assert.That(await waiting, Is.EqualTo(200));
        Assert.That(await PostAsync(rig, 2), Is.EqualTo(200), "the server drains");
        Assert.That(await BodiesAsync(rig), Is.EquivalentTo(new[] { "[1]", "[2]" }));
    }

    [Test]
    public async Task Who_hangs_up_takes_nobody_along()
    {
        var rig = await StartRigAsync();
        using var hangUp = new CancellationTokenSource();
        var body = "[1]"u8.ToArray();
        var gone = rig.PostAsync("linkedin", body, [Signed.LinkedIn(body)], hangUp.Token);
        var here = PostAsync(rig, 2);
        await hangUp.CancelAsync();
        Assert.That(() => gone, Throws.InstanceOf<OperationCanceledException>());
        rig.Clock.Advance(Window);
        Assert.That(await here, Is.EqualTo(200));
        Assert.That(await BodiesAsync(rig), Is.EqualTo(new[] { "[1] [2]" }));
    }

    [Test]
    public async Task A_blob_that_cant_be_written_is_no_answer_to_any_of_its_deliveries_and_no_loss()
    {
        await using var lake = await TestLake.StartAsync();
        var rig = new SocialRig(lake.Store, SocialRig.AllPlatforms(Window), _at);
        await lake.Store.Raw.DeleteAsync();
        Task<int>[] answers = [PostAsync(rig, 1), PostAsync(rig, 2)];
        rig.Clock.Advance(Window);
        foreach (var answer in answers)
        {
            Assert.That(() => answer, Throws.InstanceOf<RequestFailedException>());
        }

        await lake.Store.CreateContainersAsync(CancellationToken.None);
        var again = PostAsync(rig, 1);
        rig.Clock.Advance(Window);
        Assert.That(await again, Is.EqualTo(200));
        Assert.That(await BodiesAsync(rig), Is.EqualTo(new[] { "[1]" }));
    }

    [Test]
    public async Task The_same_event_in_two_deliveries_of_a_blob_is_one_row_and_the_rows_balance()
    {
        var rig = await StartRigAsync();
        var first = Comment("c1", "1742667604");
        var retried = Comment("c1", "1742667604");
        var another = Comment("c2", "1742667604");
        Task<int>[] answers = [PostMetaAsync(rig, first), PostMetaAsync(rig, another), PostMetaAsync(rig, "no json"), PostMetaAsync(rig, retried)];
        rig.Clock.Advance(Window);
        Assert.That(await Task.WhenAll(answers), Has.All.EqualTo(200));

        var blob = (await rig.ReadAsync()).Single();
        var raw = await _lake.PutRawAsync("social", [.. blob.SelectMany(frame => frame.ToLine())], "ndjson");
        await new SocialCleaner(_lake.CleanStage(), new EnabledPlatforms(Options.Create(new SocialOptions())), Options.Create(new CleaningOptions())).RunAsync(raw, CancellationToken.None);
        Assert.That(await _lake.ReadCountsAsync(raw, "social"), Is.EqualTo(new BatchCounts(4, 2, 1, 1, 0)));
        Assert.That(await _lake.QueryCleanAsync(raw, "social", "source_id, record_number"), Is.EqualTo(new[] { "c2|2", "c1|4" }));
    }

    private Task<SocialRig> StartRigAsync(SocialOptions? options = null) => SocialRig.StartAsync(_lake, options ?? SocialRig.AllPlatforms(Window), _at);

    private static Task<int> PostAsync(SocialRig rig, int number)
    {
        var body = Encoding.UTF8.GetBytes($"[{number}]");
        return rig.PostAsync("linkedin", body, Signed.LinkedIn(body));
    }

    private static Task<int> PostMetaAsync(SocialRig rig, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return rig.PostAsync("meta", body, Signed.Meta(body));
    }

    private static string Comment(string id, string createdAt)
        => $$$"""{"object":"page","entry":[{"id":"page9","time":1742667607,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"{{{id}}}","message":"no light","created_time":{{{createdAt}}}}}]}]}""";

    /// <summary>The bodies of each blob, in the order in which they stand there.</summary>
    private static async Task<string[]> BodiesAsync(SocialRig rig)
        => [.. (await rig.ReadAsync()).Select(blob => string.Join(' ', blob.Select(frame => Encoding.UTF8.GetString(frame.Body))))];
}
