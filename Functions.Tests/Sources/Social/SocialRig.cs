using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>The intake as platforms see it, at a time of one's own.</summary>
internal sealed class SocialRig
{
    public const string AppSecret = "an app secret of the tests";
    public const string VerifyToken = "the-token";
    public const string LinkedInSecret = "a client secret of the tests";
    public const string TikTokSecret = "another client secret of the tests";
    public const string StandardSecret = "whsec_YSBzdGFuZGFyZCBzZWNyZXQgb2YgdGhlIHRlc3RzISE=";

    private readonly LakeStore _lake;
    private readonly ReceiveSocialFunction _function;
    private HashSet<string> _before = [];

    public SocialRig(LakeStore lake, SocialOptions options, DateTimeOffset at)
    {
        _lake = lake;
        Clock = new FakeTimeProvider(at);
        var wrapped = Options.Create(options);
        var commit = new GroupCommit(lake, wrapped, Clock, Lifetime, PipelineTelemetry.Nowhere, NullLogger<GroupCommit>.Instance);
        _function = new ReceiveSocialFunction(new SocialIntake(new EnabledPlatforms(wrapped), commit, new DeliveryCounts(PipelineTelemetry.Nowhere, Clock, Lifetime), wrapped, Clock, NullLogger<SocialIntake>.Instance));
    }

    public FakeTimeProvider Clock { get; }

    public ApplicationLifetime Lifetime { get; } = new(NullLogger<ApplicationLifetime>.Instance);

    /// <summary>All platforms of <c>signatures.json</c>, each delivery a blob of its own unless it is said otherwise.</summary>
    public static SocialOptions AllPlatforms(TimeSpan window = default, int commitBytes = 1_000_000, int maxBodyBytes = 1_000_000, int maxDepth = 64) => new()
    {
        Platforms = "meta, linkedin, tiktok, standard",
        CommitWindow = window,
        CommitBytes = commitBytes,
        MaxBodyBytes = maxBodyBytes,
        MaxDepth = maxDepth,
        Meta = new MetaOptions { AppSecret = AppSecret, VerifyToken = VerifyToken },
        LinkedIn = new LinkedInOptions { ClientSecret = LinkedInSecret },
        TikTok = new TikTokOptions { ClientSecret = TikTokSecret },
        Standard = new StandardOptions { Secret = StandardSecret },
    };

    /// <summary>A rig that sees only the blobs it writes itself.</summary>
    public static async Task<SocialRig> StartAsync(TestLake lake, SocialOptions options, DateTimeOffset at)
    {
        var rig = new SocialRig(lake.Store, options, at);
        rig._before = [.. await rig.ListAsync()];
        return rig;
    }

    public Task<int> PostAsync(string platform, byte[] body, params IEnumerable<(string Name, string Value)> headers) => PostAsync(platform, body, headers, CancellationToken.None);

    public async Task<int> PostAsync(string platform, byte[] body, IEnumerable<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        var context = NewContext("POST");
        context.Request.Body = new MemoryStream(body);
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return (await AnswerAsync(context, platform, cancellationToken)).Status;
    }

    public Task<(int Status, string? Type, string Body)> GetAsync(string platform, string query)
    {
        var context = NewContext("GET");
        context.Request.QueryString = new QueryString(query);
        return AnswerAsync(context, platform, CancellationToken.None);
    }

    /// <summary>The deliveries in each raw blob since the rig was started.</summary>
    public async Task<List<List<SocialFrame>>> ReadAsync()
    {
        var blobs = new List<List<SocialFrame>>();
        foreach (var name in (await ListAsync()).Where(name => !_before.Contains(name)))
        {
            var lines = (await _lake.Raw.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            blobs.Add([.. lines.Select(line => SocialFrame.Read(System.Text.Encoding.UTF8.GetBytes(line)))]);
        }

        return blobs;
    }

    private async Task<List<string>> ListAsync()
    {
        var names = new List<string>();
        await foreach (var blob in _lake.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = "social/" }))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private async Task<(int Status, string? Type, string Body)> AnswerAsync(DefaultHttpContext context, string platform, CancellationToken cancellationToken)
    {
        var result = await _function.RunAsync(context.Request, platform, cancellationToken);
        await result.ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context.Response.StatusCode, context.Response.ContentType?.Split(';')[0], await new StreamReader(context.Response.Body).ReadToEndAsync(CancellationToken.None));
    }

    private static DefaultHttpContext NewContext(string method) => new()
    {
        Request = { Method = method },
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };
}
