namespace Beejan.Functions.Sources.Social;

/// <summary>What an item of a delivery turned out to be: an event, no complaint, or a breach of the contract.</summary>
internal readonly record struct SocialOutcome
{
    public SocialEvent? Event { get; private init; }

    /// <summary>Field, found, expected and rule of a reject.</summary>
    public (string Field, string Found, string Expected, string Rule)? Fault { get; private init; }

    /// <summary>Well-formed and no complaint.</summary>
    public static SocialOutcome NoComplaint => default;

    public static SocialOutcome Of(SocialEvent complaint) => new() { Event = complaint };

    public static SocialOutcome Broken(string field, string found, string expected, string rule) => new() { Fault = (field, found, expected, rule) };
}
