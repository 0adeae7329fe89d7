using System.Text;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>A lake and the cleaner of social deliveries, with the questions that tests ask of what it made.</summary>
public abstract class SocialCleanTest
{
    protected const string Source = "social";

    private SocialCleaner _cleaner = null!;

    private protected TestLake Lake { get; private set; } = null!;

    protected static DateTimeOffset At { get; } = new(2026, 11, 2, 10, 15, 0, TimeSpan.Zero);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Lake = await TestLake.StartAsync();
        _cleaner = new SocialCleaner(Lake.CleanStage(), new EnabledPlatforms(Options.Create(new SocialOptions())), Options.Create(new CleaningOptions()));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Lake.DisposeAsync();

    protected static byte[] Frame(string platform, byte[] body, DateTimeOffset? receivedAt = null) => new SocialFrame(receivedAt ?? At, platform, new Dictionary<string, string>(), body).ToLine();

    protected static byte[] Frame(string platform, string body, DateTimeOffset? receivedAt = null) => Frame(platform, Encoding.UTF8.GetBytes(body), receivedAt);

    protected Task<BlobClient> CleanAsync(string platform, string body) => CleanAsync(Frame(platform, body));

    protected async Task<BlobClient> CleanAsync(byte[] frames)
    {
        var raw = await Lake.PutRawAsync(Source, frames, "ndjson");
        await _cleaner.RunAsync(raw, CancellationToken.None);
        return raw;
    }

    protected Task<string[]> RowsAsync(BlobClient raw, string select) => Lake.QueryCleanAsync(raw, Source, select);

    private protected Task<BatchCounts> CountsAsync(BlobClient raw) => Lake.ReadCountsAsync(raw, Source);

    /// <summary>Record, field and rule of each reject.</summary>
    protected async Task<string[]> RejectsAsync(BlobClient raw)
        => [.. (await Lake.ReadRejectsAsync(raw, Source)).Select(reject => $"{reject.GetProperty("record")} {reject.GetProperty("field")} {reject.GetProperty("rule")}")];
}
