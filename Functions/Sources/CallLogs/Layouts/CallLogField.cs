namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>What a column of an export can mean.</summary>
internal enum CallLogField
{
    Id,

    /// <summary>Date and time of opening in one column.</summary>
    OpenedAt,

    OpenedDate,

    /// <summary>The opening date once more, with the month in letters: it wins over <see cref="OpenedDate"/>, because its order can't be mistaken.</summary>
    OpenedDateInWords,

    OpenedTime,

    /// <summary>Date and time of resolving in one column.</summary>
    ResolvedAt,

    Status,
    IsResolved,
    Text,
    Category,
    ReceivedVia,
    CustomerName,
    CustomerPhone,
    CustomerEmail,
    Agent,
    City,
    Region,
    Postcode,
    Country,
    IsOnBehalf,
    IsAnswered,
    AnswerSeconds,
    TalkSeconds,
    Satisfaction,
}
