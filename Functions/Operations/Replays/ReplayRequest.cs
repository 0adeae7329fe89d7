using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Blobs;

namespace Beejan.Functions.Operations.Replays;

/// <summary>What is to be replayed: <c>state/replay-requests/{id}.json</c>. What isn't said doesn't narrow it.</summary>
/// <param name="Source">As in <c>sms</c>.</param>
/// <param name="Account">As raw blobs are named by it.</param>
/// <param name="From">Raw blobs named by this time or a later one.</param>
/// <param name="To">Raw blobs named by an earlier time.</param>
/// <param name="Blob">One blob, with its container; nothing else is said beside it.</param>
/// <param name="Stage">Where it begins: with raw blobs, which are cleaned and loaded, or with clean files, which are loaded.</param>
/// <param name="IsDryRun">Whether to say only what would be done.</param>
/// <param name="IsAgain">Whether raw blobs are read again that today's rules have read.</param>
/// <param name="RequestedAt">When it was asked for: what came later is left to its functions.</param>
internal sealed record ReplayRequest(
    string? Source, string? Account, DateTimeOffset? From, DateTimeOffset? To, string? Blob, ReplayStage Stage, bool IsDryRun, bool IsAgain, DateTimeOffset RequestedAt)
{
    public const string Prefix = "replay-requests/";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>How often the run has handed over to its next one; written anew, the blob is a new event.</summary>
    public int Continued { get; init; }

    /// <summary>The scope in words, as in <c>sms, account AC1, from 2026-11-01T00:00:00Z, before 2026-11-03T12:00:00Z, from raw</c>.</summary>
    [JsonIgnore]
    public string Words => string.Join(
        ", ",
        new[]
        {
            Blob ?? Source ?? "all sources",
            Account is null ? null : "account " + Account,
            From is { } from ? "from " + Text(from) : null,
            To is { } to ? "before " + Text(to) : null,
            Stage == ReplayStage.Raw ? "from raw" : "from clean",
            IsAgain ? "again" : null,
        }.OfType<string>());

    public static string NameOf(string id) => $"{Prefix}{id}.json";

    public static string IdOf(string name) => name[Prefix.Length..^".json".Length];

    public static async Task<ReplayRequest> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
        => (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<ReplayRequest>(Format)
            ?? throw new InvalidDataException($"state/{blob.Name} holds no request: ask for the replay anew by POST /api/replay.");

    public BinaryData ToJson() => new(JsonSerializer.SerializeToUtf8Bytes(this, Format));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
