using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class ReceiveSocialTests
{
    // The specification's own example.
    private const string StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string StandardBody = "{\"test\": 2432232314}";
    private const string StandardSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string AppSecret = "an app secret of the tests";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1614265330));
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [SetUp]
    public void Pass_a_second() => _clock.Advance(TimeSpan.FromSeconds(1));

    [Test]
    public async Task A_signed_delivery_is_durable_byte_by_byte_before_the_answer()
    {
        var body = "{\"entry\": [ {\"id\":\"1\"} ], \"text\":\"\\u00e4\\ud83d\\ude21\"}"u8.ToArray();
        Assert.That(await PostAsync("meta", body, ("X-Hub-Signature-256", Sign(body))), Is.EqualTo(200));

        var stored = SocialFrame.Read((await ReadRawAsync()).Last().AsSpan().TrimEnd((byte)'\n'));
        Assert.That(stored.Body, Is.EqualTo(body));
        Assert.That(stored.Headers["x-hub-signature-256"], Is.EqualTo(Sign(body)));
        Assert.That(stored.ReceivedAt, Is.EqualTo(_clock.GetUtcNow()));
    }

    [Test]
    public async Task A_delivery_with_a_bad_signature_is_refused_and_stores_nothing()
    {
        var body = "{\"entry\":[]}"u8.ToArray();
        var right = Sign(body);
        var before = (await ReadRawAsync()).Count;
        foreach (var header in new[] { "", "sha256=", right[..^2], right + "00", "sha1=" + right[7..], "SHA256=" + right[7..], "sha256=" + right[7..].ToUpperInvariant(), right.Replace("sha256=", "", StringComparison.Ordinal), Sign("{}"u8.ToArray()), "sha256=" + new string('z', 64) })
        {
            Assert.That(await PostAsync("meta", body, ("X-Hub-Signature-256", header)), Is.EqualTo(401), header);
        }

        Assert.That(await PostAsync("meta", body), Is.EqualTo(401));
        Assert.That((await ReadRawAsync()).Count, Is.EqualTo(before));
    }

    [Test]
    public async Task A_standard_webhook_is_checked_by_the_specification()
    {
        _clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1614265330 + 200));
        Assert.That(await PostStandardAsync(StandardSignature), Is.EqualTo(200));
        Assert.That(await PostStandardAsync("v1,aGVsbG8= v1a,xyz " + StandardSignature), Is.EqualTo(200), "several signatures");
        Assert.That(await PostStandardAsync("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA="), Is.EqualTo(401));
        Assert.That(await PostStandardAsync("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="), Is.EqualTo(401));
        Assert.That(await PostStandardAsync("v1,"), Is.EqualTo(401));
        Assert.That(await PostStandardAsync(StandardSignature, timestamp: "soon"), Is.EqualTo(401));
        Assert.That(await PostStandardAsync(StandardSignature, timestamp: "1614265331"), Is.EqualTo(401));
        _clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1614265330 + 301));
        Assert.That(await PostStandardAsync(StandardSignature), Is.EqualTo(401), "an old delivery sent again");
    }

    [Test]
    public async Task Nasty24_A_challenge_is_echoed_as_plain_text_without_quotes()
    {
        var (status, type, body) = await GetAsync("meta", "?hub.mode=subscribe&hub.verify_token=the-token&hub.challenge=1158201444");
        Assert.That((status, type, body), Is.EqualTo((200, "text/plain", "1158201444")));
    }

    [TestCase("meta", "?hub.mode=subscribe&hub.verify_token=another&hub.challenge=1", 403)]
    [TestCase("meta", "?hub.verify_token=the-token&hub.challenge=1", 403)]
    [TestCase("meta", "", 403)]
    [TestCase("standard", "?hub.mode=subscribe&hub.verify_token=the-token&hub.challenge=1", 405)]
    [TestCase("x", "", 404)]
    public async Task Another_question_is_refused(string platform, string query, int expected)
        => Assert.That((await GetAsync(platform, query)).Status, Is.EqualTo(expected));

    [Test]
    public async Task A_platform_that_is_not_enabled_is_404()
    {
        var body = "{}"u8.ToArray();
        Assert.That(await PostAsync("meta", body, new SocialOptions { Platforms = "standard", Standard = new StandardOptions { Secret = StandardSecret } }, ("X-Hub-Signature-256", Sign(body))), Is.EqualTo(404));
    }

    [Test]
    public async Task A_body_over_the_cap_is_413_whether_or_not_it_says_its_length()
    {
        var body = new byte[3000];
        var small = new SocialOptions { Platforms = "meta", MaxBodyBytes = 2000, Meta = Both.Meta };
        Assert.That(await PostAsync("meta", body, small, ("X-Hub-Signature-256", Sign(body))), Is.EqualTo(413));
        Assert.That(await PostAsync("meta", body, small, ("X-Hub-Signature-256", Sign(body)), ("Content-Length", "3000")), Is.EqualTo(413));
    }

    [TestCase("meta", "", "t", "", "Social__Meta__AppSecret")]
    [TestCase("meta", "s", " ", "", "Social__Meta__VerifyToken")]
    [TestCase("standard", "", "", "", "Social__Standard__Secret")]
    [TestCase("standard", "", "", "whsec_%%%", "Social__Standard__Secret")]
    [TestCase("meta,myspace", "s", "t", "", "myspace")]
    public void A_platform_without_its_secret_stops_the_start_by_the_settings_name(string platforms, string appSecret, string verifyToken, string secret, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Social:Platforms"] = platforms,
            ["Social:Meta:AppSecret"] = appSecret,
            ["Social:Meta:VerifyToken"] = verifyToken,
            ["Social:Standard:Secret"] = secret,
        };
        var services = new ServiceCollection().AddSocial(Configure(settings)).BuildServiceProvider();
        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.InstanceOf<OptionsValidationException>().With.Message.Contain(named));
    }

    private static SocialOptions Both => new()
    {
        Platforms = "meta, standard",
        Meta = new MetaOptions { AppSecret = AppSecret, VerifyToken = "the-token" },
        Standard = new StandardOptions { Secret = StandardSecret },
    };

    private static Microsoft.Extensions.Configuration.IConfiguration Configure(Dictionary<string, string?> settings)
        => Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(new Microsoft.Extensions.Configuration.ConfigurationBuilder(), settings).Build();

    private static string Sign(byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), body));

    private Task<int> PostStandardAsync(string signature, string timestamp = "1614265330")
        => PostAsync("standard", Encoding.UTF8.GetBytes(StandardBody), ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", timestamp), ("webhook-signature", signature));

    private Task<int> PostAsync(string platform, byte[] body, params (string Name, string Value)[] headers) => PostAsync(platform, body, Both, headers);

    private async Task<int> PostAsync(string platform, byte[] body, SocialOptions options, params (string Name, string Value)[] headers)
    {
        var context = NewContext();
        context.Request.Method = "POST";
        context.Request.Body = new MemoryStream(body);
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return (await AnswerAsync(context, platform, options)).Status;
    }

    private async Task<(int Status, string? Type, string Body)> GetAsync(string platform, string query)
    {
        var context = NewContext();
        context.Request.Method = "GET";
        context.Request.QueryString = new QueryString(query);
        return await AnswerAsync(context, platform, Both);
    }

    private async Task<(int Status, string? Type, string Body)> AnswerAsync(HttpContext context, string platform, SocialOptions options)
    {
        var wrapped = Options.Create(options);
        var intake = new SocialIntake(new EnabledPlatforms(wrapped), _lake.Store, wrapped, _clock, NullLogger<SocialIntake>.Instance);
        var result = await new ReceiveSocialFunction(intake).RunAsync(context.Request, platform, CancellationToken.None);
        await result.ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context.Response.StatusCode, context.Response.ContentType?.Split(';')[0], await new StreamReader(context.Response.Body).ReadToEndAsync());
    }

    private static DefaultHttpContext NewContext() => new()
    {
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };

    private async Task<List<byte[]>> ReadRawAsync()
    {
        var blobs = new List<byte[]>();
        await foreach (var blob in _lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = "social/" }))
        {
            blobs.Add((await _lake.Store.Raw.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray());
        }

        return blobs;
    }
}
