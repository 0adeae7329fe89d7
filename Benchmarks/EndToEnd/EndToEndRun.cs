using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;
using Beejan.LocalServers;
using Beejan.LocalServers.ApplicationInsights;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>The app with servers of its own, and raw blobs that come at a steady rate.</summary>
internal sealed class EndToEndRun(TimeSpan length, CancellationToken ct)
{
    private const int WarmUpBlobs = 30;

    // A load rides out what it can for minutes; what isn't there by then is lost.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The app sends every five seconds.
    private static readonly TimeSpan TelemetryIsSent = TimeSpan.FromSeconds(6);

    public async Task<EndToEndFigures> MeasureAsync(EndToEndCase one)
    {
        var folder = Directory.CreateTempSubdirectory("beejan-bench-");
        try
        {
            using var store = DemoStore.Open(folder);
            return await MeasureAsync(one, store);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<EndToEndFigures> MeasureAsync(EndToEndCase one, DemoStore store)
    {
        var accessLog = Path.Combine(store.Path, "access.log");
        await using var azurite = await Azurite.StartLoggedAsync(store.Lake, accessLog, ct);
        await using var postgres = await PostgresCluster.StartAsync(ct: ct);
        await using var ingestion = await IngestionDouble.StartAsync(ct);
        var settings = AppSettings.Of(store, azurite.ConnectionString, postgres.ConnectionString(), "", staysUp: false);
        settings["Forms__Database"] = "";
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] = ingestion.ConnectionString;
        await WarehouseSchema.ApplyAsync(settings, ct);
        await using var app = await AppProcess.StartAsync(0, settings, store.Log, ct);
        var raw = new BlobContainerClient(azurite.ConnectionString, "raw");

        await FeedAsync("warm", WarmUpBlobs, one with { Rate = 10 }, raw, postgres);
        var before = await StandAsync(app, accessLog, ingestion);
        var waits = await FeedAsync("c", Math.Max(1, (int)(one.Rate * length.TotalSeconds)), one, raw, postgres);
        var after = await StandAsync(app, accessLog, ingestion);

        var runs = await FunctionRuns.ReadAsync(store.Log, ct);
        var (cleaned, loaded) = (runs["CleanSocial"].TakeLast(waits.Length).ToList(), runs["LoadSocial"].TakeLast(waits.Length).ToList());
        return new(
            one, waits, Median.Of(cleaned, ms => ms), Median.Of(loaded, ms => ms), cleaned.Count + loaded.Count, (cleaned.Sum() + loaded.Sum()) / 1e3,
            after.Use.ServerCpuSeconds - before.Use.ServerCpuSeconds ?? 0, after.Use.ServerPeakMiB ?? 0, after.Storage.Minus(before.Storage), after.Telemetry - before.Telemetry);
    }

    private async Task<(ProcessUse Use, StorageOperations Storage, long Telemetry)> StandAsync(AppProcess app, string accessLog, IngestionDouble ingestion)
    {
        await Task.Delay(TelemetryIsSent, ct);
        return (ProcessUse.Read(app.ProcessId), await StorageOperations.ReadAsync(accessLog, ct), ingestion.Bodies.Sum(body => (long)Encoding.UTF8.GetByteCount(body)));
    }

    /// <returns>How long each waited, rising.</returns>
    /// <exception cref="BenchException">A row doesn't come.</exception>
    private async Task<double[]> FeedAsync(string prefix, int blobs, EndToEndCase one, BlobContainerClient raw, PostgresCluster postgres)
    {
        var rows = new VisibleRows(postgres.ConnectionString());
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watching = rows.WatchAsync(enough.Token);
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1 / one.Rate));
        for (var i = 0; i < blobs; i++)
        {
            await clock.WaitForNextTickAsync(ct);
            string[] ids = [.. Enumerable.Range(0, one.Deliveries).Select(n => string.Create(CultureInfo.InvariantCulture, $"1001_{prefix}{i}-{n}"))];
            rows.Expect(ids[^1], await RawFrames.WriteAsync(raw, ids, ct)); // the rows of a blob come by one transaction
        }

        for (var waited = TimeSpan.Zero; rows.Missing > 0; waited += TimeSpan.FromMilliseconds(50))
        {
            if (waited > Patience || watching.IsCompleted)
            {
                throw new BenchException($"Of {blobs} blobs {rows.Missing} have no row after {Patience.TotalMinutes} minutes.");
            }

            await Task.Delay(50, ct);
        }

        await enough.CancelAsync();
        await Task.WhenAny(watching);
        var found = await rows.CountAsync($"1001_{prefix}", ct);
        if (found != (long)blobs * one.Deliveries)
        {
            throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"Of {blobs} blobs of {one.Deliveries} deliveries came {found} rows."));
        }

        return [.. rows.Waits.Order()];
    }
}
