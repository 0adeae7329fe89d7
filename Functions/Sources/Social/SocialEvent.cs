namespace Beejan.Functions.Sources.Social;

/// <summary>What one item of a delivery says of a complaint, before cleaning; texts as the platform wrote them.</summary>
internal sealed record SocialEvent(string Account, string Id, DateTime ChangedAt, ChangeRank Rank)
{
    /// <summary>The way it came, as the warehouse names it.</summary>
    public string Channel { get; init; } = "social";

    /// <summary>When the complaint was made, UTC.</summary>
    public DateTime? OpenedAt { get; init; }

    public string? Text { get; init; }

    public string? Category { get; init; }

    public string? AuthorId { get; init; }

    public string? AuthorName { get; init; }

    public string? AuthorPhone { get; init; }

    public string? AuthorEmail { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    public string? Country { get; init; }

    public string? PostId { get; init; }

    public string? ParentId { get; init; }

    public string? Permalink { get; init; }
}
