using System.Text.RegularExpressions;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>What was asked of the blob storage, in the classes that Azure bills; read from Azurite's access log.</summary>
/// <param name="Writes">Blobs and metadata that were put.</param>
/// <param name="Reads">Blobs and properties that were read.</param>
/// <param name="Lists">Listings.</param>
/// <param name="Local">Of LocalWorker: its scans and receipts, which Event Grid takes the place of. Beside them it looks a blob up before each run of a function, which is among the reads.</param>
internal sealed partial record StorageOperations(long Writes, long Reads, long Lists, long Local)
{
    public StorageOperations Minus(StorageOperations before) => new(Writes - before.Writes, Reads - before.Reads, Lists - before.Lists, Local - before.Local);

    public static async Task<StorageOperations> ReadAsync(string accessLog, CancellationToken ct)
    {
        await using var file = new FileStream(accessLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        var (writes, reads, lists, local) = (0L, 0L, 0L, 0L);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (Request().Match(line) is not { Success: true } request)
            {
                continue;
            }

            var (method, container) = (request.Groups["method"].Value, request.Groups["container"].Value);
            var isList = request.Groups["query"].Value.Contains("comp=list", StringComparison.Ordinal) && method == "GET";
            if (container.StartsWith("azure-webjobs", StringComparison.Ordinal) || (isList && IsScan(container, request.Groups["query"].Value)))
            {
                local++;
            }
            else if (isList)
            {
                lists++;
            }
            else if (method == "PUT")
            {
                writes++;
            }
            else if (method is "GET" or "HEAD")
            {
                reads++;
            }
        }

        return new(writes, reads, lists, local);
    }

    // Of the containers and prefixes in which blobs set functions off.
    private static bool IsScan(string container, string query)
        => container is "raw" or "clean" || (container == "state" && query.Contains("prefix=replay-requests", StringComparison.Ordinal));

    [GeneratedRegex("\"(?<method>[A-Z]+) /devstoreaccount1/(?<container>[^/? ]+)(?<path>[^? ]*)(?<query>[^ ]*) HTTP/", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Request();
}
