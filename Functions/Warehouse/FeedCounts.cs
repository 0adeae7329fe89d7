namespace Beejan.Functions.Warehouse;

/// <summary>What one account of a source brought in some time: the sums over its loads that count.</summary>
/// <param name="Source">As in <c>sms</c>.</param>
/// <param name="Account">As raw blobs name it.</param>
/// <param name="Loads">How many there were.</param>
/// <param name="LoadsWithoutNews">Those of them whose rows were all known.</param>
/// <param name="Received">Records, before any rule.</param>
/// <param name="Rejected">Of these, those that break the contract.</param>
/// <param name="Duplicates">Of these, those that another of the same raw file replaces.</param>
/// <param name="Known">Cleaned rows that said nothing new.</param>
/// <param name="FirstAt">When the first of the raw files was durable.</param>
public sealed record FeedCounts(
    string Source, string Account, long Loads, long LoadsWithoutNews, long Received, long Rejected, long Duplicates, long Known, DateTimeOffset FirstAt);
