using System.Globalization;
using System.Text.Json;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Replays;

/// <summary>
/// Reads the body of a request, and takes nothing for granted: a slip of the pen must not become a wider replay than was
/// meant. For the same reason all but a single blob is a dry run unless the request says otherwise.
/// </summary>
internal static class ReplayRequestReader
{
    private const string Names = "source, account, from, to, blob, stage, dryRun, again";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <param name="body">JSON.</param>
    /// <param name="sources">The sources that there are.</param>
    /// <param name="now">When it was asked for.</param>
    /// <exception cref="BadReplayRequestException">It can't be meant.</exception>
    public static ReplayRequest Read(ReadOnlyMemory<byte> body, IEnumerable<LakeSource> sources, DateTimeOffset now)
    {
        using var json = Parse(body);
        var given = json.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        if (given.Keys.FirstOrDefault(name => !Names.Split(", ").Contains(name)) is { } unknown)
        {
            throw new BadReplayRequestException($"Found the property {unknown}, expected of: {Names}.");
        }

        var (source, account, blob) = (Text(given, "source"), Text(given, "account"), Text(given, "blob"));
        var from = Time(given, "from", isEnd: false);
        var to = Time(given, "to", isEnd: true);
        if (blob is not null && (source ?? account ?? (object?)from ?? to) is not null)
        {
            throw new BadReplayRequestException("Found blob beside source, account, from or to, expected it alone: it is one blob.");
        }

        if ((source ?? account ?? blob ?? (object?)from ?? to) is null)
        {
            throw new BadReplayRequestException("Found nothing that says what to replay, expected source, account, from, to or blob.");
        }

        if (from >= to)
        {
            throw new BadReplayRequestException($"Found from {from:u} and to {to:u} (exclusive), expected from before to.");
        }

        var names = sources.Select(known => known.Name).ToList();
        if (source is not null && !names.Contains(source))
        {
            throw new BadReplayRequestException($"Found the source {source}, expected one of: {string.Join(", ", names)}.");
        }

        var stage = Stage(given, blob, names);
        var isAgain = Flag(given, "again") ?? false;
        if (isAgain && stage == ReplayStage.Clean)
        {
            throw new BadReplayRequestException("Found again beside clean, expected it beside raw only: a clean file is loaded once, and nothing would change.");
        }

        var requestedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)); // it is compared with the ledger's times, which are no finer
        return new ReplayRequest(source, account, from, to, blob, stage, Flag(given, "dryRun") ?? blob is null, isAgain, requestedAt);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonDocument.Parse(body, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new BadReplayRequestException($"Found {json.RootElement.ValueKind}, expected an object, as in {{\"source\": \"sms\"}}.");
        }
        catch (JsonException e)
        {
            throw new BadReplayRequestException($"Found no JSON ({e.Message.TrimEnd('.')}), expected an object, as in {{\"source\": \"sms\"}}.");
        }
    }

    private static ReplayStage Stage(Dictionary<string, JsonElement> given, string? blob, List<string> sources)
    {
        ReplayStage? said = Text(given, "stage") switch
        {
            null => null,
            "raw" => ReplayStage.Raw,
            "clean" => ReplayStage.Clean,
            var other => throw new BadReplayRequestException($"Found the stage {other}, expected raw or clean."),
        };
        if (blob is null)
        {
            return said ?? ReplayStage.Raw;
        }

        var isRaw = sources.Any(source => blob.StartsWith("raw/", StringComparison.Ordinal) && RawName.TryParse(blob["raw/".Length..], source) is not null);
        var isClean = sources.Any(source => blob.StartsWith($"clean/{source}/ingest_date=", StringComparison.Ordinal) && blob.EndsWith(".parquet", StringComparison.Ordinal));
        if (!isRaw && !isClean)
        {
            throw new BadReplayRequestException(
                $"Found the blob {blob}, expected raw/SOURCE/yyyy/MM/dd/HHmmssfff-account-hash.extension or clean/SOURCE/ingest_date=…/….parquet of a source: {string.Join(", ", sources)}.");
        }

        var its = isRaw ? ReplayStage.Raw : ReplayStage.Clean;
        return said is null || said == its ? its : throw new BadReplayRequestException($"Found the stage {given["stage"]} beside the blob {blob}, expected the blob's own, or none.");
    }

    private static string? Text(Dictionary<string, JsonElement> given, string name)
    {
        if (!given.TryGetValue(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : throw Unexpected(name, value, "a text");
    }

    private static bool? Flag(Dictionary<string, JsonElement> given, string name)
    {
        if (!given.TryGetValue(name, out var value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Unexpected(name, value, "true or false");
    }

    // A date is its whole day: it begins at its start, and ends before the next one.
    private static DateTimeOffset? Time(Dictionary<string, JsonElement> given, string name, bool isEnd)
    {
        if (Text(given, name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return new DateTimeOffset(day.AddDays(isEnd ? 1 : 0), TimeOnly.MinValue, TimeSpan.Zero);
        }

        var isTime = DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) && time.Kind != DateTimeKind.Unspecified;
        return isTime ? new DateTimeOffset(time.ToUniversalTime()) : throw Unexpected(name, given[name], "a date, as in 2026-11-01, or a time with its offset, as in 2026-11-01T06:00:00Z");
    }

    private static BadReplayRequestException Unexpected(string name, JsonElement value, string expected) => new($"Found {name} {value.GetRawText()}, expected {expected}.");
}
