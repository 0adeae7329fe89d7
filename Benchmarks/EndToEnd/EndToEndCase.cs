namespace Beejan.Benchmarks.EndToEnd;

/// <summary>What comes into the lake.</summary>
/// <param name="Rate">Raw blobs a second.</param>
/// <param name="Deliveries">Of one complaint each, in every blob.</param>
internal sealed record EndToEndCase(double Rate, int Deliveries)
{
    public override string ToString() => FormattableString.Invariant($"{Rate} blobs/s of {Deliveries}");
}
