namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A row of a clean file with as much filled in as a test cares about.</summary>
internal sealed record CleanRow(string Id, int Minute)
{
    public static DateTime Start { get; } = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    public string Account { get; init; } = "main";

    /// <summary>0 add, 1 edit, 2 remove.</summary>
    public int Rank { get; init; }

    /// <summary>Null stands for a hash of the row's content.</summary>
    public string? Hash { get; init; }

    public long Record { get; init; } = 1;

    public string Channel { get; init; } = "phone";

    public DateTime? OpenedAt { get; init; }

    public DateTime? ResolvedAt { get; init; }

    public string? Status { get; init; }

    public bool? IsResolved { get; init; }

    public string? Text { get; init; }

    public string? Category { get; init; }

    public string? Topic { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Agent { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    public string? Postcode { get; init; }

    public string? Country { get; init; }

    /// <summary>Spelled in one way, as is the country.</summary>
    public string? PlaceRegion { get; init; }

    public string? PlaceCountry { get; init; }

    /// <summary>Of sources that name one.</summary>
    public string? Author { get; init; }

    /// <summary>Of call logs, as the three that follow.</summary>
    public bool? IsAnswered { get; init; }

    public int? AnswerSeconds { get; init; }

    public int? TalkSeconds { get; init; }

    public int? Satisfaction { get; init; }

    public DateTime ChangedAt => Start.AddMinutes(Minute);
}
