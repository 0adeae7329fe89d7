using System.Text;
using System.Text.Json;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>Who may deliver: signatures that another program made, right ones and wrong ones, as the intake answers them.</summary>
public sealed class SignatureTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
    private static readonly JsonElement Vectors = JsonDocument.Parse(Repository.Read("Functions.Tests/Sources/Social/signatures.json")).RootElement;

    private TestLake _lake = null!;

    private static IEnumerable<TestCaseData> Cases(int? number, bool isRight)
        => from vector in Vectors.GetProperty("cases").EnumerateArray()
           where vector.GetProperty("right").GetBoolean() == isRight && (vector.TryGetProperty("nasty", out var nasty) ? nasty.GetInt32() : null as int?) == number
           select new TestCaseData(vector).SetArgDisplayNames(vector.GetProperty("platform").GetString()!, vector.GetProperty("what").GetString()!);

    private static IEnumerable<TestCaseData> Right => Cases(null, isRight: true);

    private static IEnumerable<TestCaseData> Wrong => Cases(null, isRight: false);

    private static IEnumerable<TestCaseData> Rewritten => Cases(25, isRight: false);

    private static IEnumerable<TestCaseData> NoSignature => Cases(26, isRight: false);

    private static IEnumerable<TestCaseData> Old => Cases(44, isRight: false);

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public void The_vectors_are_of_this_rig()
        => Assert.That(
            Vectors.GetProperty("secrets").EnumerateObject().Select(secret => secret.Value.GetString()),
            Is.EqualTo(new[] { SocialRig.AppSecret, SocialRig.LinkedInSecret, SocialRig.TikTokSecret, SocialRig.StandardSecret }));

    [TestCaseSource(nameof(Right))]
    public async Task A_right_signature_is_accepted_and_the_bytes_are_kept(JsonElement vector)
    {
        var (status, kept) = await PostAsync(vector);
        Assert.That((status, kept.Single()), Is.EqualTo((200, vector.GetProperty("body").GetString())));
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_wrong_signature_is_refused_and_nothing_is_kept(JsonElement vector) => Assert.That(await PostAsync(vector), Is.EqualTo((401, Array.Empty<string>())));

    [TestCaseSource(nameof(Rewritten))]
    public async Task Nasty25_The_signature_is_over_the_bytes_as_sent(JsonElement vector) => Assert.That(await PostAsync(vector), Is.EqualTo((401, Array.Empty<string>())));

    [TestCaseSource(nameof(NoSignature))]
    public async Task Nasty26_What_is_no_signature_of_the_platform_is_401(JsonElement vector) => Assert.That(await PostAsync(vector), Is.EqualTo((401, Array.Empty<string>())));

    [TestCaseSource(nameof(Old))]
    public async Task Nasty44_An_old_delivery_sent_again_is_refused_where_the_signature_holds_its_time(JsonElement vector)
        => Assert.That(await PostAsync(vector), Is.EqualTo((401, Array.Empty<string>())));

    [Test]
    public async Task The_tolerance_is_a_setting()
    {
        var body = "{}"u8.ToArray();
        var options = SocialRig.AllPlatforms();
        var patient = new SocialOptions { Platforms = "tiktok", TikTok = options.TikTok, SignatureTolerance = TimeSpan.FromHours(1), CommitWindow = TimeSpan.Zero };
        var rig = await SocialRig.StartAsync(_lake, patient, At);
        Assert.That(await rig.PostAsync("tiktok", body, Signed.TikTok(body, At.AddHours(-1))), Is.EqualTo(200));
        Assert.That(await rig.PostAsync("tiktok", body, Signed.TikTok(body, At.AddHours(-1).AddSeconds(-1))), Is.EqualTo(401));
    }

    [Test]
    public async Task While_a_secret_changes_both_are_valid_and_no_other()
    {
        const string Old = "the secret before";
        const string OldStandard = "whsec_dGhlIHNlY3JldCBiZWZvcmU=";
        var now = SocialRig.AllPlatforms();
        var options = new SocialOptions
        {
            Platforms = "linkedin, tiktok, standard",
            CommitWindow = TimeSpan.Zero,
            LinkedIn = new LinkedInOptions { ClientSecret = now.LinkedIn.ClientSecret, PreviousClientSecret = Old },
            TikTok = new TikTokOptions { ClientSecret = now.TikTok.ClientSecret, PreviousClientSecret = Old },
            Standard = new StandardOptions { Secret = now.Standard.Secret, PreviousSecret = OldStandard },
        };
        var body = "{}"u8.ToArray();
        foreach (var (settings, expected) in new[] { (options, 200), (now, 401) })
        {
            var rig = await SocialRig.StartAsync(_lake, settings, At);
            Assert.That(await rig.PostAsync("linkedin", body, Signed.LinkedIn(body)), Is.EqualTo(200));
            Assert.That(await rig.PostAsync("tiktok", body, Signed.TikTok(body, At)), Is.EqualTo(200));
            Assert.That(await rig.PostAsync("standard", body, Signed.Standard(body, At)), Is.EqualTo(200));
            Assert.That(await rig.PostAsync("linkedin", body, Signed.LinkedIn(body, Old)), Is.EqualTo(expected));
            Assert.That(await rig.PostAsync("tiktok", body, Signed.TikTok(body, At, Old)), Is.EqualTo(expected));
            Assert.That(await rig.PostAsync("standard", body, Signed.Standard(body, At, OldStandard)), Is.EqualTo(expected));
            Assert.That(await rig.PostAsync("linkedin", body, Signed.LinkedIn(body, "")), Is.EqualTo(401), "an empty setting is no key");
            Assert.That(await rig.PostAsync("tiktok", body, Signed.TikTok(body, At, "")), Is.EqualTo(401), "an empty setting is no key");
        }
    }

    [Test]
    public async Task LinkedIns_challenge_is_answered_by_the_current_secret()
    {
        var challenge = Vectors.GetProperty("linkedin_challenge");
        var rig = await SocialRig.StartAsync(_lake, SocialRig.AllPlatforms(), At);
        var (status, type, body) = await rig.GetAsync("linkedin", $"?challengeCode={challenge.GetProperty("challengeCode").GetString()}");
        Assert.That((status, type), Is.EqualTo((200, "application/json")));
        Assert.That(JsonElement.DeepEquals(JsonDocument.Parse(body).RootElement, challenge), Is.True, body);
    }

    [TestCase("")]
    [TestCase("?challengeCode=")]
    [TestCase("?challengeCode=hmacsha256%3D%7B%22notifications%22%3A%5B%5D%7D")]
    public async Task Nobody_is_given_a_signature_for_a_delivery(string query)
    {
        var rig = await SocialRig.StartAsync(_lake, SocialRig.AllPlatforms(), At);
        Assert.That(await rig.GetAsync("linkedin", query), Is.EqualTo((403, null as string, "")));
    }

    private async Task<(int Status, string[] Kept)> PostAsync(JsonElement vector)
    {
        var rig = await SocialRig.StartAsync(_lake, SocialRig.AllPlatforms(), DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("at").GetInt64()));
        var headers = vector.GetProperty("headers").EnumerateObject().Select(header => (header.Name, header.Value.GetString()!));
        var status = await rig.PostAsync(vector.GetProperty("platform").GetString()!, Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!), headers);
        return (status, [.. (await rig.ReadAsync()).SelectMany(blob => blob).Select(frame => Encoding.UTF8.GetString(frame.Body))]);
    }
}
