using Beejan.Functions.Operations.Freshness;

namespace Beejan.Functions.Operations.Status;

/// <summary>How fresh every feed is now.</summary>
public delegate Task<IReadOnlyList<FeedFreshness>> ReadFreshness(CancellationToken cancellationToken);
