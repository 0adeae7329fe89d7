using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Operations.Status;
using Beejan.LocalServers;
using Npgsql;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>Shows what a run has done.</summary>
internal static class Report
{
    private const int RejectsShown = 2; // of each source

    /// <returns>Whether all sources balance.</returns>
    public static bool PrintTables(PipelineStatus before, PipelineStatus after)
    {
        AnsiConsole.Write(new Columns(before.Sources.Zip(after.Sources).Select(pair => SourceFigures.Of(pair.First, pair.Second))).Collapse());

        var unbalanced = after.Sources.Where(source => !source.IsBalanced).Select(source => source.Source).ToList();
        if (unbalanced.Count == 0)
        {
            AnsiConsole.MarkupLine("[green]Balanced:[/] received = cleaned + duplicates + rejected + ignored, and cleaned = inserted + updated + unchanged + older.");
            return true;
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]Not balanced:[/] {string.Join(", ", unbalanced)}; {after.Sources.Sum(source => source.Poison)} blobs were given up on. The app's log says why.");
        return false;
    }

    public static async Task PrintRejectsAsync(string connectionString, CancellationToken cancellationToken)
    {
        var container = new BlobContainerClient(connectionString, "rejects", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05));
        var blobs = new List<BlobItem>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            blobs.Add(blob);
        }

        foreach (var blob in blobs.GroupBy(blob => blob.Name.Split('/')[0]).SelectMany(source => source.OrderByDescending(blob => blob.Properties.LastModified).Take(RejectsShown)))
        {
            var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            using var reject = JsonDocument.Parse(content.Value.Content.ToString().Split('\n')[0]);
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]Reject[/] rejects/{blob.Name} line {Value("line")}: {Value("field")} is '{Value("found")}', expected {Value("expected")}.");

            string Value(string name) => reject.RootElement.GetProperty(name).ToString();
        }
    }

    public static void PrintChannels(PipelineStatus status)
    {
        var table = new Table().Title("SELECT * FROM mart.complaints_by_channel").Border(TableBorder.Rounded).AddColumns("channel", "complaints", "resolved", "removed", "first_day", "last_day");
        foreach (var row in status.Channels)
        {
            table.AddRow(row.Channel, Text(row.Complaints), Text(row.Resolved), Text(row.Removed), Day(row.FirstDay), Day(row.LastDay));
        }

        AnsiConsole.Write(table);

        static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }

    private static string Server(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return $"database {server.Database} on {server.Host}:{server.Port} (PostgreSQL)";
    }

    public static void PrintPlaces(DemoStore store, Azurite azurite, string? warehouse)
    {
        var places = new Grid().AddColumn().AddColumn();
        places.AddRow("lake", $"{azurite.BlobEndpoint} containers landing, raw, clean, rejects, state (kept in {store.Lake})".EscapeMarkup());
        places.AddRow("warehouse", (warehouse is null ? $"{store.Warehouse} (DuckDB; open it when the app has ended: it admits one process)" : Server(warehouse)).EscapeMarkup());
        places.AddRow("web forms", $"{store.Forms} (SQLite, table web_form: change a row and its updated_at)".EscapeMarkup());
        places.AddRow("log", store.Log.EscapeMarkup());
        AnsiConsole.Write(places);
    }
}
