using System.Threading.Channels;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using LocalWorker.Functions;
using LocalWorker.Hosting;
using LocalWorker.Invocation;
using LocalWorker.Storage;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Blobs;

/// <summary>Scans a container, and runs the function once for each version of each blob that has no receipt.</summary>
internal sealed class BlobListener : ITriggerListener
{
    private readonly BlobBinding _trigger;
    private readonly FunctionInvoker _invoker;
    private readonly HostJson _hostJson;
    private readonly ILogger _logger;
    private readonly StorageWork _storage;
    private readonly BlobScan _scan;
    private readonly BlobReceipts _receipts;
    private readonly PoisonQueue _poison;
    private readonly TimeProvider _time;
    private readonly Channel<FoundBlob> _found = Channel.CreateUnbounded<FoundBlob>();

    public BlobListener(
        LocalFunction function, BlobBinding trigger, FunctionInvoker invoker, HostStorage storage, HostJson hostJson, TimeProvider time, ILogger<BlobListener> logger)
    {
        Function = function;
        (_trigger, _invoker, _hostJson, _time, _logger) = (trigger, invoker, hostJson, time, logger);
        _storage = new StorageWork(time, logger, function.Name);
        _receipts = new BlobReceipts(storage.Container(function), storage.Receipts(function), trigger.Pattern.Container);
        _scan = new BlobScan(trigger.Connection.ListenerBlobs.GetBlobContainerClient(trigger.Pattern.Container), trigger.Pattern, _receipts, time);
        _poison = new PoisonQueue(trigger.Connection.Queues, function);
    }

    public LocalFunction Function { get; }

    // A pause between the tries of one blob, long enough for a hiccup and short enough for a person.
    private static TimeSpan BetweenTries => TimeSpan.FromMilliseconds(100);

    public async Task ListenAsync(CancellationToken stopping)
    {
        if (!await _storage.UntilDoneAsync(() => _receipts.LoadAsync(stopping), "reading the receipts", stopping))
        {
            return;
        }

        var workers = Enumerable.Range(0, _hostJson.MaxDegreeOfParallelism).Select(_ => WorkAsync(stopping));
        Task[] all = [ScanAsync(stopping), .. workers];
        var first = await Task.WhenAny(all);
        if (!stopping.IsCancellationRequested)
        {
            await first; // none ends by itself: it has failed, and the others would go on as if nothing were
        }

        await Task.WhenAll(all);
    }

    public ManualRun PrepareManualRun(string input)
    {
        var (container, name) = input.Split('/', 2) is [var first, var rest] ? (first, rest) : (input, "");
        return container == _trigger.Pattern.Container && _trigger.Pattern.Match(name) is { } data
            ? ManualRun.Of(() => _invoker.TryRunAsync(Function, Input(name, data), Attempt.Only))
            : ManualRun.Refused($"'{input}' is no blob of this function's: expected container/name in '{_trigger.Pattern.Container}'.");
    }

    private async Task ScanAsync(CancellationToken stopping)
    {
        var wasAway = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var blob in _scan.NewAsync(stopping))
                {
                    _found.Writer.TryWrite(blob);
                }

                if (wasAway)
                {
                    Log.StorageBack(_logger, Function.Name);
                    wasAway = false;
                }
            }
            catch (Exception away) when (StorageWork.IsAway(away) && !stopping.IsCancellationRequested)
            {
                if (!wasAway)
                {
                    Log.StorageAway(_logger, Function.Name, "scanning for blobs", away);
                    wasAway = true;
                }
            }

            await Task.Delay(_scan.Pause, _time, stopping);
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var blob = await _found.Reader.ReadAsync(stopping);
            if (await HandleAsync(blob, stopping))
            {
                await _storage.UntilDoneAsync(() => _receipts.WriteAsync(blob), "writing a receipt", stopping);
            }
        }
    }

    /// <returns>Whether this version of the blob is done with for good.</returns>
    private async Task<bool> HandleAsync(FoundBlob blob, CancellationToken stopping)
    {
        for (var tries = 1; tries <= _hostJson.PoisonBlobThreshold; tries++)
        {
            if (!await IsStillThereAsync(blob, stopping))
            {
                return false;
            }

            if (await _invoker.TryRunAsync(Function, Input(blob.Name, blob.Data), Attempt.Only))
            {
                return true;
            }

            if (stopping.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(BetweenTries, _time, stopping);
        }

        var sent = await IsStillThereAsync(blob, stopping)
            && await _storage.UntilDoneAsync(() => _poison.SendAsync(_trigger.Pattern.Container, blob), "sending a poison message", stopping);
        if (sent)
        {
            Log.Poisoned(_logger, Function.Name, $"{_trigger.Pattern.Container}/{blob.Name}", _hostJson.PoisonBlobThreshold, PoisonQueue.Name);
        }

        return sent;
    }

    /// <summary>A deleted blob needs nothing, and a newer version is a find of its own.</summary>
    private async Task<bool> IsStillThereAsync(FoundBlob blob, CancellationToken stopping)
    {
        var there = false;
        var asked = await _storage.UntilDoneAsync(
            async () =>
            {
                try
                {
                    var properties = await _scan.Container.GetBlobClient(blob.Name).GetPropertiesAsync(cancellationToken: stopping);
                    there = properties.Value.ETag.ToString("H") == blob.ETag;
                }
                catch (RequestFailedException gone) when (gone.Status == 404)
                {
                    there = false;
                }
            },
            "looking a blob up",
            stopping);
        return asked && there;
    }

    private TriggerInput Input(string name, Dictionary<string, object?> data)
    {
        var container = _trigger.Connection.Blobs.GetBlobContainerClient(_trigger.Pattern.Container);
        return new TriggerInput(
            type => type == typeof(BlobClient) ? container.GetBlobClient(name) : container.GetBlockBlobClient(name),
            new Dictionary<string, object?>(data, StringComparer.OrdinalIgnoreCase) { ["BlobTrigger"] = $"{_trigger.Pattern.Container}/{name}" });
    }
}
