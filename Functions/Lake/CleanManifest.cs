using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace Beejan.Functions.Lake;

/// <summary>Closes the cleaning of one raw blob: written last, in container <c>state</c>, when everything it names is durable.</summary>
internal sealed record CleanManifest(string RawPath, string RawETag, int RuleVersion, BatchCounts Counts, string CleanPath, string? RejectsPath)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Prefix(string source) => $"clean/{source}/";

    /// <summary>What the manifests of one raw blob have in common, whatever rules they are of.</summary>
    public static string KeyOf(RawName raw) => "clean/" + raw.DerivedStem;

    public static string KeyOf(string manifestName) => manifestName[..manifestName.LastIndexOf(".r", StringComparison.Ordinal)];

    public static string NameFor(RawName raw, int ruleVersion) => "clean/" + raw.DerivedName(ruleVersion, "json");

    public async Task WriteAsync(LakeStore lake, RawName raw, CancellationToken cancellationToken)
    {
        var blob = lake.State.GetBlobClient(NameFor(raw, RuleVersion));
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            Metadata = ToMetadata(), // so that a listing adds them up without opening a blob
        };
        await blob.UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(this, Format)), options, cancellationToken);
    }

    /// <summary>The counts that a listing with metadata brings along.</summary>
    public static BatchCounts ReadCounts(IDictionary<string, string> metadata)
    {
        return new(Count("received"), Count("cleaned"), Count("duplicates"), Count("rejected"), Count("ignored"));

        long Count(string name) => long.Parse(metadata[name], CultureInfo.InvariantCulture);
    }

    private Dictionary<string, string> ToMetadata() => new()
    {
        ["received"] = Text(Counts.Received),
        ["cleaned"] = Text(Counts.Cleaned),
        ["duplicates"] = Text(Counts.Duplicates),
        ["rejected"] = Text(Counts.Rejected),
        ["ignored"] = Text(Counts.Ignored),
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
