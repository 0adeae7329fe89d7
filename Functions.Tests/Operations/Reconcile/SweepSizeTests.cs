using System.Diagnostics;
using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>A lake of many blobs in which nothing is amiss, which is what a sweep finds nearly always.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
internal sealed class SweepSizeTests(WarehouseEngine engine) : SweepTest(engine)
{
    private const int Blobs = 1000;
    private const int Page = 5000;

    [Test]
    public async Task Nothing_is_run_where_nothing_is_amiss_and_the_ledger_is_read_page_by_page()
    {
        var raw = Enumerable.Range(0, Blobs)
            .Select(i => new RawName(SweepLake.Source, new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero).AddMinutes(i), "default", i.ToString("x16", CultureInfo.InvariantCulture), "csv"))
            .ToList();
        await Parallel.ForEachAsync(raw, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, cancellationToken) =>
        {
            await Lake.Lake.Store.Raw.GetBlobClient(name.BlobName).UploadAsync(BinaryData.Empty, cancellationToken);
            await Lake.Lake.Store.State.GetBlobClient(CleanManifest.NameFor(name, 10)).UploadAsync(BinaryData.Empty, cancellationToken);
        });
        var cleared = Enumerable.Range(0, 2 * Page).Select(i => $"clean/{SweepLake.Source}/ingest_date=2025-11-02/{i:000000000}-default-0123456789abcdef.r10.parquet"); // loaded, and gone from the lake since
        var loaded = cleared.Concat(raw.Select(name => $"clean/{name.DerivedName(10, "parquet")}")).Order(StringComparer.Ordinal).ToList();
        var ledger = new Mock<IWarehouse>();
        ledger.Setup(mock => mock.ReadLoadedAsync(SweepLake.Source, It.IsAny<string>(), Page, It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string from, int most, CancellationToken _) => [.. loaded.Where(name => string.CompareOrdinal(name, from) >= 0).Take(most)]);

        var started = Stopwatch.GetTimestamp();
        await Lake.SweepAsync(ledger.Object);
        TestContext.Out.WriteLine($"{Blobs} blobs swept in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        Assert.That(Lake.Runs, Is.Empty);
        ledger.Verify(mock => mock.ReadLoadedAsync(SweepLake.Source, It.IsAny<string>(), Page, It.IsAny<CancellationToken>()), Times.Exactly(3));

        loaded.RemoveAt(loaded.Count - (Blobs / 2));
        Lake.BeforeRun = _ => throw new WarehouseUnavailableException("far enough");
        Assert.That(() => Lake.SweepAsync(ledger.Object), Throws.TypeOf<WarehouseUnavailableException>(), "and where one is missing it is found");
    }
}
