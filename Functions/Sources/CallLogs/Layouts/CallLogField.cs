namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>What a column of an export can mean.</summary>
internal enum CallLogField
{
    Id,

    /// <summary>The id of the first record of a chain, where this one continues it (a transfer): the chain is one complaint, under this id.</summary>
    FirstId,

    /// <summary>When the record last changed.</summary>
    ChangedAt,

    /// <summary>Whether the source has deleted it: the complaint is taken back.</summary>
    IsDeleted,

    /// <summary>Who called whom, for what isn't a complaint: <see cref="CallLogLayout.IgnoredDirections"/>.</summary>
    Direction,

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

    /// <summary>A text's heading: stands before it, or in its place.</summary>
    Subject,

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
