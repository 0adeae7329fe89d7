namespace Beejan.Functions.Warehouse;

/// <summary>A row of <c>mart.complaints_by_channel</c>. The days are null when no complaint of the channel says when it was made.</summary>
public sealed record ChannelComplaints(
    string Channel,
    long Complaints,
    long Resolved,
    long Removed,
    DateOnly? FirstDay,
    DateOnly? LastDay);
