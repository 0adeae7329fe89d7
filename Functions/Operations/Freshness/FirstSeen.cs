using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>
/// Since when each finding has been one, in <c>state/findings.json</c>. What is judged by the last hours would say another
/// time at every check, and to Azure an alert that says something else is another one, with a mail of its own.
/// </summary>
internal static class FirstSeen
{
    /// <returns>The findings, each with the time that it said when it was seen first.</returns>
    public static async Task<IReadOnlyList<AlertEvent>> DateAsync(LakeStore lake, IReadOnlyList<AlertEvent> findings, CancellationToken cancellationToken)
    {
        var blob = lake.State.GetBlobClient("findings.json");
        var before = await ReadAsync(blob, cancellationToken);
        var now = findings.GroupBy(NameOf).ToDictionary(same => same.Key, same => before.TryGetValue(same.Key, out var first) ? first : same.Min(finding => finding.Since));
        if (now.Count != before.Count || now.Any(finding => !before.ContainsKey(finding.Key)))
        {
            await blob.UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(now)), overwrite: true, cancellationToken);
        }

        return [.. findings.Select(finding => finding with { Since = now[NameOf(finding)] })];
    }

    private static string NameOf(AlertEvent finding) => $"{finding.Runbook} {finding.Feed}";

    private static async Task<Dictionary<string, DateTimeOffset>> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<Dictionary<string, DateTimeOffset>>() ?? [];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }
}
