using System.Globalization;

namespace Beejan.Functions.Lake;

/// <summary>The counts of a batch as a blob's metadata: on the manifest, and on the clean file for its load.</summary>
internal static class BatchMetadata
{
    public static Dictionary<string, string> Write(BatchCounts counts) => new()
    {
        ["received"] = Text(counts.Received),
        ["cleaned"] = Text(counts.Cleaned),
        ["duplicates"] = Text(counts.Duplicates),
        ["rejected"] = Text(counts.Rejected),
        ["ignored"] = Text(counts.Ignored),
    };

    public static bool IsIn(IDictionary<string, string> metadata) => metadata.ContainsKey("received");

    public static BatchCounts Read(IDictionary<string, string> metadata)
    {
        return new(Count("received"), Count("cleaned"), Count("duplicates"), Count("rejected"), Count("ignored"));

        long Count(string name) => long.Parse(metadata[name], CultureInfo.InvariantCulture);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
