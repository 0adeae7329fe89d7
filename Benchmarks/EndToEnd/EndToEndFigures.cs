namespace Beejan.Benchmarks.EndToEnd;

/// <summary>What came of the blobs of one case.</summary>
/// <param name="Case">What came.</param>
/// <param name="Waits">Milliseconds from a blob's creation to its rows, rising.</param>
/// <param name="CleanMs">What half of the runs of CleanSocial took at most.</param>
/// <param name="LoadMs">The same of LoadSocial.</param>
/// <param name="Runs">Runs of both.</param>
/// <param name="RunSeconds">All runs, one after the other.</param>
/// <param name="CpuSeconds">Of the app.</param>
/// <param name="PeakMiB">The most memory the app ever held.</param>
/// <param name="Storage">What was asked of the storage.</param>
/// <param name="TelemetryBytes">What was sent to Application Insights.</param>
internal sealed record EndToEndFigures(
    EndToEndCase Case, double[] Waits, double CleanMs, double LoadMs, int Runs, double RunSeconds, double CpuSeconds, double PeakMiB, StorageOperations Storage, long TelemetryBytes)
{
    public int Blobs => Waits.Length;

    /// <summary>Complaints in the warehouse.</summary>
    public long Rows => (long)Blobs * Case.Deliveries;

    public double Percentile(double percent) => Waits[Math.Min(Waits.Length - 1, (int)(Waits.Length * percent / 100))];
}
