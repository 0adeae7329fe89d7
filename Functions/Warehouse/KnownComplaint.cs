namespace Beejan.Functions.Warehouse;

/// <summary>A complaint that the warehouse has of an account.</summary>
/// <param name="SourceId">Its id there.</param>
/// <param name="ChangedAt">The change time of its newest version, UTC.</param>
public readonly record struct KnownComplaint(string SourceId, DateTime ChangedAt);
