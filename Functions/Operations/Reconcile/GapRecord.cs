using System.Globalization;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>What the sweep has done about one blob.</summary>
/// <param name="Tries">Since it last went well, by this build. Counted before the run, so that one which ends the process counts.</param>
/// <param name="TriedAt">When it was run last.</param>
/// <param name="Build">Which code and rules ran it.</param>
/// <param name="IsRefused">The last run failed of the blob or of our code: another one under the same build would, too.</param>
/// <param name="Healed">How often it went well.</param>
/// <param name="HealedAt">When the sweep began that healed it last; null: none did.</param>
internal sealed record GapRecord(int Tries, DateTimeOffset TriedAt, string Build, bool IsRefused, int Healed, DateTimeOffset? HealedAt)
{
    private const int MostTries = 3;

    public static GapRecord None { get; } = new(0, DateTimeOffset.MinValue, "", false, 0, null);

    /// <summary>
    /// Once by each build, if the failure is its own; three times, then once a day, if nobody knows: the process ended, or
    /// the world broke at this very blob each time.
    /// </summary>
    public bool MayTry(string build, DateTimeOffset now) => Build != build || (!IsRefused && (Tries < MostTries || now - TriedAt >= TimeSpan.FromDays(1)));

    public GapRecord Try(string build, DateTimeOffset now) => this with { Tries = Build == build ? Tries + 1 : 1, TriedAt = now, Build = build, IsRefused = false };

    public GapRecord Refuse() => this with { IsRefused = true };

    public GapRecord Heal(DateTimeOffset sweep) => this with { Tries = 0, IsRefused = false, Healed = Healed + 1, HealedAt = sweep };

    /// <summary>As a blob's metadata, so that a listing reads all of them without opening one.</summary>
    public Dictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>
        {
            ["tries"] = Tries.ToString(CultureInfo.InvariantCulture),
            ["tried_at"] = Text(TriedAt),
            ["build"] = Build,
            ["refused"] = IsRefused ? "true" : "false",
            ["healed"] = Healed.ToString(CultureInfo.InvariantCulture),
        };
        if (HealedAt is { } at)
        {
            metadata["healed_at"] = Text(at);
        }

        return metadata;
    }

    public static GapRecord Read(IDictionary<string, string> metadata) => new(
        int.Parse(metadata["tries"], CultureInfo.InvariantCulture),
        Time(metadata["tried_at"]),
        metadata["build"],
        metadata["refused"] == "true",
        int.Parse(metadata["healed"], CultureInfo.InvariantCulture),
        metadata.TryGetValue("healed_at", out var at) ? Time(at) : null);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
