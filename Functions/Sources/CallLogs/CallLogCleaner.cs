using Azure.Storage.Blobs;
using Beejan.Functions.Sources.CallLogs.Csv;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Reads one export: finds out how it is written and of which layout, then decides of every record whether it is a row, a reject or nothing.</summary>
public sealed class CallLogCleaner(CleanStage stage, IOptions<CleaningOptions> options, KnownLayouts layouts)
{
    public Task RunAsync(BlobClient raw, CancellationToken cancellationToken) => stage.PublishAsync(ReadAsync(raw, cancellationToken), cancellationToken);

    /// <summary>Reads a blob and leaves the lake as it is.</summary>
    internal Task<CleanReading> ReadAsync(BlobClient raw, CancellationToken cancellationToken)
        => stage.ReadAsync(raw, CallLogsSource.Name, CallLogsSource.RuleVersion + layouts.Version, rules => new CallLogColumns(rules), Reading(layouts.All, options.Value.DefaultRegion), cancellationToken);

    /// <summary>What reads an export, from where its stream stands, as often as it is asked: what its bytes are it finds out once.</summary>
    internal static Func<Stream, CleanBatch<CallLogColumns>, CancellationToken, Task> Reading(IReadOnlyList<CallLogLayout> layouts, string defaultRegion)
    {
        CsvFile? file = null;
        return async (bytes, batch, cancellationToken) =>
        {
            if (await JsonExport.IsJsonAsync(bytes, cancellationToken))
            {
                await new JsonExport(layouts, defaultRegion, batch).ReadAsync(bytes, cancellationToken);
                return;
            }

            file ??= await CsvFile.OpenAsync(bytes, cancellationToken);
            await new CallLogReader(file, layouts, defaultRegion, batch).ReadAsync(cancellationToken);
        };
    }
}
