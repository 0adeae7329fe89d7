using System.Globalization;
using System.Reflection;
using Azure.Storage.Blobs;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;
using Beejan.Functions.Lake;
using Beejan.LocalServers;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Benchmarks.Intake;

/// <summary>One server, started for this measurement, warmed up, and driven by wrk; where it stores, into an Azurite of its own.</summary>
internal sealed class IntakeMeasurement(int connections, TimeSpan length, TimeSpan warmUp, IReadOnlyList<(string Name, string Value)> changed, CancellationToken ct)
{
    // On Flex Consumption HTTP functions have instances of their own: nothing is cleaned or loaded beside them.
    private static readonly string[] OnOtherInstances =
    [
        .. from type in typeof(LakeStore).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null && !method.GetParameters().Any(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null)
           select function.Name,
    ];

    public async Task<IntakeFigures> RunAsync(IntakeWay way)
    {
        var folder = Directory.CreateTempSubdirectory("beejan-bench-");
        try
        {
            using var store = DemoStore.Open(folder);
            return way is IntakeWay.Durable or IntakeWay.Alone ? await MeasureAppAsync(way, store) : await MeasureBareAsync(way, store);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IntakeFigures> MeasureBareAsync(IntakeWay way, DemoStore store)
    {
        string[] command = [typeof(BareServer).Assembly.Location, "intake", "--serve", $"{way}"];
        await using var server = await AppProcess.StartAsync(command, 0, Settings(store, "UseDevelopmentStorage=true"), store.Log, ct);
        var wrk = new Wrk(store.Path, connections);
        await wrk.PostAsync(server.Address, warmUp, ct);
        var before = ProcessUse.Read(server.ProcessId);
        return Figures(await wrk.PostAsync(server.Address, length, ct), before, ProcessUse.Read(server.ProcessId), null, null);
    }

    private async Task<IntakeFigures> MeasureAppAsync(IntakeWay way, DemoStore store)
    {
        await using var azurite = await Azurite.StartAsync(store.Lake, ct: ct);
        var settings = Settings(store, azurite.ConnectionString);
        if (way == IntakeWay.Alone)
        {
            settings["Social__CommitWindow"] = "00:00:00";
        }

        await WarehouseSchema.ApplyAsync(settings, ct);
        await using var app = await AppProcess.StartAsync(0, settings, store.Log, ct);
        var wrk = new Wrk(store.Path, connections);
        var lake = new BlobContainerClient(azurite.ConnectionString, "raw");

        var warm = Check(await wrk.PostAsync(app.Address, warmUp, ct));
        var blobsBefore = await RawDeliveries.CountBlobsAsync(lake, ct);
        var (before, storageBefore) = (ProcessUse.Read(app.ProcessId), ProcessUse.Read(azurite.ProcessId));
        var load = Check(await wrk.PostAsync(app.Address, length, ct));
        var (after, storageAfter) = (ProcessUse.Read(app.ProcessId), ProcessUse.Read(azurite.ProcessId));
        var blobs = await RawDeliveries.CountBlobsAsync(lake, ct) - blobsBefore;
        await CheckLakeAsync(lake, warm.Answered + load.Answered);
        return Figures(load, before, after, storageAfter.ServerCpuSeconds - storageBefore.ServerCpuSeconds, blobs);
    }

    // wrk hangs up on what it still waits for, up to one delivery of each connection, twice: these may be kept, and weren't answered.
    private async Task CheckLakeAsync(BlobContainerClient lake, long answered)
    {
        var kept = await RawDeliveries.CountAsync(lake, ct);
        if (kept < answered || kept > answered + (2 * connections))
        {
            throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"{answered:#,0} deliveries were answered with 200, and {kept:#,0} are in the lake."));
        }
    }

    private static WrkResult Check(WrkResult load) => load.Answered > 0 && load.Refused == 0 && load.Broken == 0
        ? load
        : throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"Of {load.Answered:#,0} answers {load.Refused:#,0} were no 200; {load.Broken:#,0} connections failed, or waited too long."));

    private static IntakeFigures Figures(WrkResult load, ProcessUse before, ProcessUse after, double? storageCpuSeconds, long? blobs)
        => new(Check(load), after.ServerCpuSeconds - before.ServerCpuSeconds ?? 0, after.ServerPeakMiB ?? 0, storageCpuSeconds, blobs);

    private Dictionary<string, string> Settings(DemoStore store, string storage)
    {
        var settings = AppSettings.Of(store, storage, null, "", staysUp: false);
        settings["Forms__Database"] = "";

        // Lines for each request, which LocalWorker writes to the console, and Azure's worker doesn't.
        settings["Logging__LogLevel__Default"] = "Warning";
        settings["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var function in OnOtherInstances)
        {
            settings[$"AzureWebJobs__{function}__Disabled"] = "true";
        }

        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        return settings;
    }
}
