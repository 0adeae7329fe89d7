using System.Globalization;
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
        Say("Applying the warehouse's schema…");
        await WarehouseFile.ApplySchemaAsync(store.Warehouse, cancellationToken);

        await Website.CreateAsync(store.Forms, cancellationToken);

        Say("Starting the Functions app…");
        var key = Guid.NewGuid().ToString("N");
        await using var app = await AppProcess.StartAsync(options.AppPort, AppSettings.Of(store, azurite.ConnectionString, key, !options.Once), store.Log, cancellationToken);
        Say($"The app listens at {app.Address} (process {app.ProcessId}).");
        using var client = new AppClient(app.Address, key);
        var drop = new DropFolder(azurite.ConnectionString);

        var before = await client.ReadStatusAsync(cancellationToken);
        await FeedAsync(client, drop, options, cancellationToken);
        var after = await Settling.WaitAsync(client, app, cancellationToken);

        var isBalanced = Report.PrintTables(before, after);
        await FileAccounts.PrintAsync(azurite.ConnectionString, Exports(options), cancellationToken);
        await Report.PrintRejectsAsync(azurite.ConnectionString, cancellationToken);
        Report.PrintChannels(after);
        Report.PrintPlaces(store, azurite);
        if (!options.Once)
        {
            Invitation.Print(app.Address, drop, key);
            await Settling.FollowAsync(client, app, after, cancellationToken);
        }

        return isBalanced;
    }

    private static IEnumerable<FileInfo> Exports(DemoOptions options) => Samples.CallLogs.Concat(options.CallLogs);

    private static async Task FeedAsync(AppClient client, DropFolder drop, DemoOptions options, CancellationToken cancellationToken)
    {
        foreach (var export in Exports(options))
        {
            await drop.DropAsync(export, cancellationToken);
            Say($"Dropped {export.Name} ({export.Length:N0} bytes) into landing/calllogs/.");
        }

        foreach (var timer in new[] { "IngestCallLogs", "IngestForms" })
        {
            await client.FireAsync(timer, cancellationToken);
            Say($"Fired timer {timer}.");
        }

        var webhooks = Samples.Webhooks(TimeProvider.System.GetUtcNow());
        foreach (var webhook in webhooks)
        {
            var status = await client.PostAsync(webhook, cancellationToken);
            if (status != 200)
            {
                throw new DemoException($"The app answered {status} to a signed webhook of {webhook.Platform}, expected 200: see its log.");
            }
        }

        var refused = await client.PostAsync(webhooks[0].Unsigned(), cancellationToken);
        Say($"Posted {webhooks.Count} signed webhooks (200 each), and one unsigned ({refused}: refused, not stored).");
        if (refused != 401)
        {
            throw new DemoException($"The app answered {refused} to an unsigned webhook, expected 401: anybody could post.");
        }
    }

    private static void Say(string sentence) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]›[/] {sentence}");
}
