using System.Globalization;
using Beejan.Functions.Operations.Status;
using Beejan.LocalServers;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>The whole pipeline on this machine, from input that looks like the real thing to the warehouse.</summary>
internal static class DemoRun
{
    /// <returns>Whether every row is accounted for.</returns>
    public static async Task<bool> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        Preflight.Check(options);
        using var store = DemoStore.Open(options.Store);
        await using var azurite = await Azurite.StartAsync(store.Lake, Say, cancellationToken);
        var key = Guid.NewGuid().ToString("N");
        await using var messages = await TextMessages.StartAsync(options.Sms, cancellationToken);
        var settings = AppSettings.Of(store, azurite.ConnectionString, options.Warehouse, key, !options.Once, messages);
        Say("Applying the warehouse's schema…");
        await WarehouseSchema.ApplyAsync(settings, cancellationToken);
        await Website.CreateAsync(store.Forms, cancellationToken);
        Say("Starting the Functions app…");
        await using var app = await AppProcess.StartAsync(options.AppPort, settings, store.Log, cancellationToken);
        Say($"The app listens at {app.Address} (process {app.ProcessId}).");
        using var client = new AppClient(app.Address, key);
        var drop = new DropFolder(azurite.ConnectionString);

        var before = await client.ReadStatusAsync(cancellationToken);
        CheckPair(before);
        await FeedAsync(client, drop, options, cancellationToken);
        await messages.FetchAsync(client, app, azurite.ConnectionString, cancellationToken);
        Say($"Fired timer IngestSms, which fetched {messages.Count} text messages from doubles: {messages.Places}.");
        await RefuseUnsignedAsync(client, cancellationToken);
        await PostAsync(client, Samples.Webhooks, cancellationToken);
        await Settling.WaitAsync(client, app, cancellationToken);
        await PostAsync(client, Samples.LaterWebhooks, cancellationToken);
        var after = await Settling.WaitAsync(client, app, cancellationToken);

        var isBalanced = Report.PrintTables(before, after);
        await FileAccounts.PrintAsync(azurite.ConnectionString, Exports(options), cancellationToken);
        await Report.PrintRejectsAsync(azurite.ConnectionString, cancellationToken);
        Report.PrintChannels(after);
        Report.PrintPlaces(store, azurite, options.Warehouse);
        if (!options.Once)
        {
            Invitation.Print(app.Address, drop);
            await Settling.FollowAsync(client, app, after, cancellationToken);
        }

        return isBalanced;
    }

    private static IEnumerable<FileInfo> Exports(DemoOptions options) => Samples.CallLogs.Concat(options.CallLogs);

    private static async Task FeedAsync(AppClient client, DropFolder drop, DemoOptions options, CancellationToken cancellationToken)
    {
        foreach (var export in Exports(options))
        {
            await drop.DropAsync("calllogs", export, cancellationToken);
            Say($"Dropped {export.Name} ({export.Length:N0} bytes) into landing/calllogs/.");
        }

        foreach (var timer in new[] { "IngestCallLogs", "IngestForms" })
        {
            await client.FireAsync(timer, cancellationToken);
            Say($"Fired timer {timer}.");
        }
    }

    private static async Task PostAsync(AppClient client, Func<DateTimeOffset, IReadOnlyList<Webhook>> sample, CancellationToken cancellationToken)
    {
        var webhooks = sample(TimeProvider.System.GetUtcNow());
        foreach (var webhook in webhooks)
        {
            var status = await client.PostAsync(webhook, cancellationToken);
            if (status != 200)
            {
                throw new DemoException($"The app answered {status} to a signed webhook of {webhook.Platform}, expected 200: see its log.");
            }
        }

        Say($"Posted {webhooks.Count} signed webhooks (200 each).");
    }

    private static async Task RefuseUnsignedAsync(AppClient client, CancellationToken cancellationToken)
    {
        var refused = await client.PostAsync(Samples.Webhooks(TimeProvider.System.GetUtcNow())[0].Unsigned(), cancellationToken);
        Say($"Posted an unsigned webhook ({refused}: refused, not stored).");
        if (refused != 401)
        {
            throw new DemoException($"The app answered {refused} to an unsigned webhook, expected 401: anybody could post.");
        }
    }

    // A lake and a warehouse belong together: with another store's loads in it, nothing would ever look settled.
    private static void CheckPair(PipelineStatus status)
    {
        if (status.Sources.FirstOrDefault(source => source.LoadedFiles > source.CleanFiles) is { } stray)
        {
            throw new DemoException($"The warehouse holds {stray.LoadedFiles} files of {stray.Source}, the store's lake {stray.CleanFiles}: they are not of one pair. Give each store a database of its own, or name the store that goes with this one.");
        }
    }

    private static void Say(string sentence) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]›[/] {sentence}");
}
