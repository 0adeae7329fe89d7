using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Blobs.Models;

namespace Beejan.Functions.Lake;

/// <summary>Closes the cleaning of one raw blob: written last, in container <c>state</c>, when everything it names is durable.</summary>
internal sealed record CleanManifest(string RawPath, string RawETag, int RuleVersion, BatchCounts Counts, string CleanPath, string? RejectsPath)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for people, never for a page
    };

    /// <summary>How the blob was read, where there was something to decide.</summary>
    public FileReading? Reading { get; init; }

    /// <summary>How many records each rule refused; null: none was.</summary>
    public IReadOnlyDictionary<string, long>? RejectedByRule { get; init; }

    public static string Prefix(string source) => $"clean/{source}/";

    /// <summary>What the manifests of one raw blob have in common, whatever rules they are of.</summary>
    public static string KeyOf(RawName raw) => "clean/" + raw.DerivedStem;

    /// <param name="path">Name of the manifest, or path of the clean file: they are alike.</param>
    public static string KeyOf(string path) => path[..path.LastIndexOf(".r", StringComparison.Ordinal)];

    /// <param name="key">As <see cref="KeyOf(RawName)"/> makes it.</param>
    /// <returns>See <see cref="RawName.DerivedStem"/>.</returns>
    public static string DerivedStemOf(string key) => key["clean/".Length..];

    /// <param name="path">As in <c>….r4.json</c>, or the clean file's.</param>
    public static int RuleVersionOf(string path)
    {
        var start = path.LastIndexOf(".r", StringComparison.Ordinal) + 2;
        return int.Parse(path.AsSpan(start, path.LastIndexOf('.') - start), CultureInfo.InvariantCulture);
    }

    public static string NameFor(RawName raw, int ruleVersion) => "clean/" + raw.DerivedName(ruleVersion, "json");

    public async Task WriteAsync(LakeStore lake, RawName raw, CancellationToken cancellationToken)
    {
        var blob = lake.State.GetBlobClient(NameFor(raw, RuleVersion));
        var metadata = BatchMetadata.Write(Counts); // so that a listing adds them up without opening a blob
        if (RejectedByRule is not null)
        {
            metadata[BlobMetadata.RejectedByRule] = Lake.RejectedByRule.Write(RejectedByRule);
        }

        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" }, Metadata = metadata };
        await blob.UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(this, Format)), options, cancellationToken);
    }
}
