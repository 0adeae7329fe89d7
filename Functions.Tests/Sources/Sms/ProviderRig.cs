using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Sms.Providers;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>The SMS source as the app registers it, on a real lake, with a clock of its own and waits too short to notice; one account of one provider, whose double is the test's.</summary>
internal sealed class ProviderRig : IAsyncDisposable
{
    private readonly TestLake _lake;
    private readonly string _account;
    private readonly ServiceProvider _services;

    /// <param name="lake">Where it writes.</param>
    /// <param name="account">The account as raw names have it.</param>
    /// <param name="settings">What is below <c>Sms</c> in the settings.</param>
    /// <param name="patience">How long a page is tried for.</param>
    /// <param name="store">Where it writes instead, when the way to the lake is to be cut.</param>
    public ProviderRig(TestLake lake, string account, IEnumerable<(string Name, string Value)> settings, SmsPatience? patience = null, LakeStore? store = null)
    {
        (_lake, _account) = (lake, account);
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        var configured = settings.Prepend(("Schedule", "0 */15 * * * *")).Select(setting => KeyValuePair.Create($"Sms:{setting.Item1}", (string?)setting.Item2));
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(store ?? lake.Store)
            .AddSingleton(lake.CleanStage())
            .AddSingleton(Options.Create(new CleaningOptions()))
            .AddSms(new ConfigurationBuilder().AddInMemoryCollection(configured).Build())
            .AddSingleton(patience ?? SmsRig.Patience)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>One run of the timer.</summary>
    public Task RunAsync() => RunAsync(CancellationToken.None);

    public Task RunAsync(CancellationToken cancellationToken) => _services.GetRequiredService<SmsIngest>().RunAsync(cancellationToken);

    public async Task<T> CursorAsync<T>()
        where T : class, new()
        => (await LakeCursor<T>.ReadAsync(_lake.Store, $"sms/{_account}", CancellationToken.None)).Value;

    /// <summary>The names of the account's raw blobs.</summary>
    public async Task<List<string>> ListRawAsync()
    {
        var names = new List<string>();
        await foreach (var blob in _lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Prefix = "sms/" }))
        {
            if (RawName.Parse(blob.Name, "sms").Account == _account)
            {
                names.Add(blob.Name);
            }
        }

        return names;
    }

    /// <summary>Cleans all that is in raw.</summary>
    /// <returns>Of all blobs together, one column's values in order.</returns>
    public async Task<List<string>> CleanAsync(string select = "source_id")
    {
        var rows = new List<string>();
        foreach (var raw in await CleanedAsync())
        {
            rows.AddRange(await _lake.QueryCleanAsync(raw, "sms", select));
        }

        return rows;
    }

    /// <summary>Cleans all that is in raw, and adds up.</summary>
    public async Task<BatchCounts> CountAsync()
    {
        var sum = BatchCounts.None;
        foreach (var raw in await CleanedAsync())
        {
            var counts = await _lake.ReadCountsAsync(raw, "sms");
            sum = new BatchCounts(sum.Received + counts.Received, sum.Cleaned + counts.Cleaned, sum.Duplicates + counts.Duplicates, sum.Rejected + counts.Rejected, sum.Ignored + counts.Ignored);
        }

        return sum;
    }

    /// <summary>The rule and the find of every reject of all that is in raw.</summary>
    public async Task<List<string>> RejectsAsync()
    {
        var rejects = new List<string>();
        foreach (var raw in await CleanedAsync())
        {
            rejects.AddRange((await _lake.ReadRejectsAsync(raw, "sms")).Select(reject => $"{reject.GetProperty("rule").GetString()}: {reject.GetProperty("found").GetString()}"));
        }

        return rejects;
    }

    public async Task<string> ReadRawAsync(string name) => (await _lake.Store.Raw.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<List<BlobClient>> CleanedAsync()
    {
        var cleaned = new List<BlobClient>();
        foreach (var name in await ListRawAsync())
        {
            var raw = _lake.Store.Raw.GetBlobClient(name);
            await _services.GetRequiredService<SmsCleaner>().RunAsync(raw, CancellationToken.None);
            cleaned.Add(raw);
        }

        return cleaned;
    }
}
