using System.Diagnostics;

namespace Beejan.LocalServers;

/// <summary>A real Azurite (blobs, queues, tables) in a process of its own, which ends with this one however this one ends.</summary>
public sealed class Azurite : IAsyncDisposable
{
    // Azurite's documented development account; not a secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly Func<AzuriteAddresses, ProcessStartInfo> _describe;
    private readonly AzuriteAddresses _addresses;
    private Process? _process;

    private Azurite(Process process, Func<AzuriteAddresses, ProcessStartInfo> describe, AzuriteAddresses addresses)
    {
        _process = process;
        _describe = describe;
        _addresses = addresses;
        BlobEndpoint = new Uri(addresses.Blob, Account);
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={BlobEndpoint};"
            + $"QueueEndpoint={new Uri(addresses.Queue, Account)};TableEndpoint={new Uri(addresses.Table, Account)};";
    }

    public string ConnectionString { get; }

    public Uri BlobEndpoint { get; }

    internal int ProcessId => _process!.Id;

    /// <summary>Starts on free ports of 127.0.0.1; what <paramref name="dataDirectory"/> holds from before is there again.</summary>
    /// <param name="dataDirectory">Created when missing. One Azurite at a time.</param>
    /// <param name="say">Hears of progress in sentences for people.</param>
    /// <param name="ct">Gives up waiting; nothing is left running.</param>
    public static Task<Azurite> StartAsync(string dataDirectory, Action<string>? say = null, CancellationToken ct = default) =>
        StartAsync(dataDirectory, new Node(), say, ct);

    /// <summary>Likewise; each request becomes a line of a file, in the common log format.</summary>
    internal static Task<Azurite> StartLoggedAsync(string dataDirectory, string accessLog, CancellationToken ct) =>
        StartAsync(dataDirectory, new Node(), null, ct, accessLog);

    internal static async Task<Azurite> StartAsync(string dataDirectory, Node node, Action<string>? say, CancellationToken ct, string? accessLog = null)
    {
        say ??= static _ => { };
        await node.CheckAsync(ct);
        var pins = Path.Combine(AppContext.BaseDirectory, "npm");
        var installed = await new NpmFolder(node, pins, NpmFolder.DefaultCache).EnsureAsync(say, ct);
        Directory.CreateDirectory(dataDirectory);

        ProcessStartInfo At(AzuriteAddresses addresses) => Describe(node, pins, installed, dataDirectory, addresses, isSilent: accessLog is null);
        var process = Node.Start(At(AzuriteAddresses.Any));
        try
        {
            var azurite = new Azurite(process, At, await AzuriteAddresses.ReadAsync(process, ct, accessLog));
            await azurite.WaitUntilItAnswersAsync(ct);
            say($"Azurite answers at {azurite.BlobEndpoint}.");
            return azurite;
        }
        catch
        {
            await StopAsync(process);
            throw;
        }
    }

    /// <summary>As if the storage were gone: nothing answers until it is started again.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await StopAsync(_process);
            _process = null;
        }
    }

    /// <summary>Starts it after a stop, at the same addresses, with all that it held.</summary>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        _process = Node.Start(_describe(_addresses));
        await AzuriteAddresses.ReadAsync(_process, ct);
        await WaitUntilItAnswersAsync(ct);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static ProcessStartInfo Describe(Node node, string pins, string installed, string dataDirectory, AzuriteAddresses addresses, bool isSilent)
    {
        var main = Path.Combine(installed, "node_modules", "azurite", "dist", "src", "azurite.js");
        var start = Node.Describe(node.Command,
        [
            Path.Combine(pins, "azurite.cjs"), main, "--location", Path.GetFullPath(dataDirectory),
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", $"{addresses.Blob.Port}", "--queuePort", $"{addresses.Queue.Port}", "--tablePort", $"{addresses.Table.Port}",
            // The SDKs speak a newer version of the protocol than Azurite has heard of.
            "--skipApiVersionCheck", "--disableTelemetry", .. Enumerable.Repeat("--silent", isSilent ? 1 : 0),
        ]);
        start.Environment.Remove("AZURITE_ACCOUNTS");
        start.Environment.Remove("AZURITE_DB");
        return start;
    }

    private async Task WaitUntilItAnswersAsync(CancellationToken ct)
    {
        using var http = new HttpClient();
        // Any answer will do, and an unsigned request gets a refusal.
        using var answer = await http.GetAsync(BlobEndpoint, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    private static async Task StopAsync(Process process)
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopWithin);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
