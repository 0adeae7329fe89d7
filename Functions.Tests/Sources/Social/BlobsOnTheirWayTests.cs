using System.Text;
using Azure;
using Beejan.Functions.Sources.Social;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>Which deliveries wait for the window, and which for a blob before theirs: the storage answers when the test says so.</summary>
public sealed class BlobsOnTheirWayTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    private static readonly DateTimeOffset At = new(2026, 11, 2, 10, 15, 0, TimeSpan.Zero);

    private HeldStorage _storage = null!;

    [SetUp]
    public void Start() => _storage = new HeldStorage();

    [TearDown]
    public void Stop() => _storage.Dispose();

    [Test]
    public async Task Where_none_is_on_its_way_a_quarter_of_a_blob_does_not_wait()
    {
        var rig = StartRig(deliveries: 8);
        Task<int>[] answers = [PostAsync(rig, 1), PostAsync(rig, 2)];
        await AnswerAsync(deliveries: 2);
        Assert.That(await Task.WhenAll(answers), Has.All.EqualTo(200));
    }

    [Test]
    public async Task Behind_one_that_is_on_its_way_only_a_full_one_does_not_wait()
    {
        var rig = StartRig(deliveries: 4);
        var first = PostAsync(rig, 1);
        var held = await _storage.AcceptAsync();
        var behind = Enumerable.Range(2, 4).Select(i => PostAsync(rig, i)).ToList();
        await AnswerAsync(deliveries: 4);
        Assert.That(await Task.WhenAll(behind), Has.All.EqualTo(200));
        Assert.That(first.IsCompleted, Is.False);
        held.Answer();
        Assert.That(await first, Is.EqualTo(200));
    }

    [TestCase("201 Created")]
    [TestCase("403 Forbidden")]
    public async Task What_gathered_behind_one_goes_when_that_has_arrived_or_failed(string answer)
    {
        var rig = StartRig(deliveries: 4);
        var first = PostAsync(rig, 1);
        var held = await _storage.AcceptAsync();
        var behind = Enumerable.Range(2, 3).Select(i => PostAsync(rig, i)).ToList();
        held.Answer(answer);
        await AnswerAsync(deliveries: 3);
        Assert.That(await Task.WhenAll(behind), Has.All.EqualTo(200));
        Assert.That(() => first, answer.StartsWith('2') ? Is.EqualTo(200) : Throws.InstanceOf<RequestFailedException>());
    }

    [Test]
    public async Task Another_platform_s_blob_is_not_waited_for()
    {
        var rig = StartRig(deliveries: 4);
        var first = PostAsync(rig, 1);
        var held = await _storage.AcceptAsync();
        var body = "[]"u8.ToArray();
        var other = rig.PostAsync("meta", body, Signed.Meta(body));
        await AnswerAsync(deliveries: 1);
        Assert.That(await other, Is.EqualTo(200));
        held.Answer();
        Assert.That(await first, Is.EqualTo(200));
    }

    [Test]
    public async Task The_window_ends_the_waiting_behind_a_slow_one()
    {
        var rig = StartRig(deliveries: 8);
        var answers = new List<Task<int>>();
        var held = new List<HeldStorage.Request>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(PostAsync(rig, i));
            rig.Clock.Advance(Window);
            held.Add(await _storage.AcceptAsync()); // each asks the storage at once, though the one before has no answer
        }

        Assert.That(answers.Select(answer => answer.IsCompleted), Has.All.False);
        held.ForEach(request => request.Answer());
        Assert.That(await Task.WhenAll(answers), Has.All.EqualTo(200));
    }

    private async Task AnswerAsync(int deliveries)
    {
        var request = await _storage.AcceptAsync();
        Assert.That(request.Deliveries, Is.EqualTo(deliveries));
        request.Answer();
    }

    /// <param name="deliveries">How many fill a blob.</param>
    private SocialRig StartRig(int deliveries)
    {
        var line = new SocialFrame(At, "linkedin", new Dictionary<string, string> { ["x-li-signature"] = new('0', 64) }, "[1]"u8.ToArray()).ToLine().Length;
        return new SocialRig(_storage.Lake, SocialRig.AllPlatforms(Window, commitBytes: deliveries * line), At);
    }

    private static Task<int> PostAsync(SocialRig rig, int number)
    {
        var body = Encoding.UTF8.GetBytes($"[{number}]");
        return rig.PostAsync("linkedin", body, Signed.LinkedIn(body));
    }
}
