using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Freshness;

/// <summary>What is known of a feed when it is judged.</summary>
/// <param name="Source">As in <c>sms</c>.</param>
/// <param name="IngestFunction">The timer function that brings it; empty: it comes by itself.</param>
/// <param name="Promise">The feed, and what it promises.</param>
/// <param name="Since">Since when it is waited for.</param>
/// <param name="LastRunAt">When its last good run began; null: there was none.</param>
/// <param name="NewestRowAt">When its newest row was durable in raw; null: there is none.</param>
/// <param name="Deliveries">What it has delivered, where it promises to.</param>
internal sealed record FeedState(
    string Source, string IngestFunction, LakeFeed Promise, DateTimeOffset Since, DateTimeOffset? LastRunAt, DateTimeOffset? NewestRowAt, DeliveryHistory Deliveries)
{
    /// <summary>As people call it: <c>sms AC…</c>.</summary>
    public string Name => NameOf(Source, Promise.Account);

    public static string NameOf(string source, string account) => account.Length == 0 || account == RawName.NoAccount ? source : $"{source} {account}";
}
