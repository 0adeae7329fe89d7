using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;
using Beejan.LocalServers;

namespace Beejan.Benchmarks.Intake;

/// <summary>Signed webhooks to the app as a process of its own, with and without group commit: how many blobs they make, and how long they wait.</summary>
internal sealed class WebhookBench(int requests, int connections, TimeSpan window, CancellationToken ct)
{
    private const int WarmUpRequests = 200;

    public static Command Command()
    {
        var requests = new Option<int>("--requests") { Description = "Deliveries of each way.", DefaultValueFactory = _ => 4_000 };
        var connections = new Option<int>("--connections") { Description = "How many are under way at once.", DefaultValueFactory = _ => 64 };
        var window = new Option<TimeSpan>("--window") { Description = "Social__CommitWindow of the way with group commit.", DefaultValueFactory = _ => TimeSpan.FromMilliseconds(100) };
        var command = new Command("webhooks", "Posts signed webhooks to the app, with and without group commit.") { requests, connections, window };
        command.SetAction((parsed, ct) => new WebhookBench(parsed.GetValue(requests), parsed.GetValue(connections), parsed.GetValue(window), ct).RunAsync());
        return command;
    }

    private async Task<int> RunAsync()
    {
        try
        {
            Console.WriteLine(Machine.Describe());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"webhooks: {requests:#,0} deliveries over {connections} connections, each answered when it is in Azurite\n"));
            var table = new TextTable("way", "requests", "blobs", "blobs per 1,000", "requests/s", "p50 ms", "p99 ms");
            foreach (var length in new[] { TimeSpan.Zero, window })
            {
                var (blobs, seconds, waits) = await MeasureAsync(length);
                table.Add(
                    length == TimeSpan.Zero ? "each a blob" : string.Create(CultureInfo.InvariantCulture, $"group commit, {length.TotalMilliseconds} ms"),
                    (long)requests, (long)blobs, 1000.0 * blobs / requests, (long)(requests / seconds), waits[waits.Length / 2], waits[waits.Length * 99 / 100]);
            }

            Console.WriteLine(table);
            return 0;
        }
        catch (Exception refused) when (refused is BenchException or LocalServerException or DemoException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private async Task<(int Blobs, double Seconds, double[] Waits)> MeasureAsync(TimeSpan length)
    {
        var folder = Directory.CreateTempSubdirectory("beejan-bench-");
        try
        {
            using var store = DemoStore.Open(folder);
            await using var azurite = await Azurite.StartAsync(store.Lake);
            var settings = AppSettings.Of(store, azurite.ConnectionString, null, "", staysUp: false);
            settings["Forms__Database"] = "";
            settings["Social__CommitWindow"] = length.ToString("c", CultureInfo.InvariantCulture);
            await WarehouseSchema.ApplyAsync(settings, ct);
            await using var app = await AppProcess.StartAsync(0, settings, store.Log, ct);
            using var client = new AppClient(app.Address, "");

            await PostAsync(client, 0, WarmUpRequests);
            var before = await CountAsync(azurite);
            var started = Stopwatch.GetTimestamp();
            var waits = await PostAsync(client, WarmUpRequests, requests);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            return (await CountAsync(azurite) - before, seconds, waits);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>How long each waited for its answer, in milliseconds, rising.</returns>
    /// <exception cref="BenchException">One of them was not accepted.</exception>
    private async Task<double[]> PostAsync(AppClient client, int first, int count)
    {
        var waits = new double[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = ct }, async (i, token) =>
        {
            // Of no field that is read: cleaning has little to do meanwhile.
            var delivery = Webhook.Meta(System.Text.Encoding.UTF8.GetBytes($$$"""{"object":"page","entry":[{"id":"9","changes":[{"field":"photos","value":{"photo":"{{{first + i}}}"}}]}]}"""));
            var started = Stopwatch.GetTimestamp();
            var status = await client.PostAsync(delivery, token);
            waits[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (status != 200)
            {
                throw new BenchException($"A delivery was answered with {status}, expected 200.");
            }
        });
        Array.Sort(waits);
        return waits;
    }

    private async Task<int> CountAsync(Azurite azurite)
    {
        var count = 0;
        await foreach (var _ in new BlobContainerClient(azurite.ConnectionString, "raw").GetBlobsAsync(cancellationToken: ct))
        {
            count++;
        }

        return count;
    }
}
