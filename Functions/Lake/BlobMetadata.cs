namespace Beejan.Functions.Lake;

/// <summary>The names under which the pipeline's blobs carry metadata.</summary>
internal static class BlobMetadata
{
    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public const string Sha256 = "sha256";

    /// <summary>When the bytes reached us, in ISO 8601.</summary>
    public const string ReceivedAt = "received_at";

    public const string Account = "account";

    /// <summary>The name under which a file was dropped, percent-encoded.</summary>
    public const string LandedName = "landed_name";

    /// <summary>The raw blob that a clean file was made of.</summary>
    public const string RawPath = "raw_path";

    /// <summary>When the raw blob was durable, in ISO 8601: what the warehouse calls known_at.</summary>
    public const string KnownAt = "known_at";

    public const string RuleVersion = "rule_version";

    public const string Rows = "rows";

    /// <summary>W3C's traceparent of the operation that brought it: see <see cref="BlobOperation"/>.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>See <see cref="Lake.RejectedByRule"/>.</summary>
    public const string RejectedByRule = "rejected_by_rule";
}
