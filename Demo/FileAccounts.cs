using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>What became of each dropped export: the counts of its newest raw blob.</summary>
internal static class FileAccounts
{
    public static async Task PrintAsync(string connectionString, IEnumerable<FileInfo> exports, CancellationToken cancellationToken)
    {
        var service = new BlobServiceClient(connectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05));
        var rawOf = new Dictionary<string, RawName>(); // listed by name, that is by time: the newest is the last
        await foreach (var blob in service.GetBlobContainerClient("raw").GetBlobsAsync(new GetBlobsOptions { Prefix = CallLogsSource.Name + "/", Traits = BlobTraits.Metadata }, cancellationToken))
        {
            rawOf[Uri.UnescapeDataString(blob.Metadata[BlobMetadata.LandedName])] = RawName.Parse(blob.Name, CallLogsSource.Name);
        }

        foreach (var export in exports)
        {
            if (!rawOf.TryGetValue($"{CallLogsSource.Name}/{export.Name}", out var raw))
            {
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{export.Name}: the same bytes as another export of the same second, and kept once");
                continue;
            }

            var manifests = service.GetBlobContainerClient("state").GetBlobsAsync(new GetBlobsOptions { Prefix = CleanManifest.KeyOf(raw), Traits = BlobTraits.Metadata }, cancellationToken);
            var counts = BatchMetadata.Read((await manifests.SingleAsync(cancellationToken)).Metadata);
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{export.Name}: received {counts.Received:N0} = cleaned {counts.Cleaned:N0} + duplicates {counts.Duplicates:N0} + rejected {counts.Rejected:N0} + ignored {counts.Ignored:N0}");
        }
    }
}
