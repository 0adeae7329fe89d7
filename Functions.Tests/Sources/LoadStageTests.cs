using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources;

public sealed class LoadStageTests
{
    private const string Name = "calllogs/ingest_date=2026-11-02/060000000-default-0123456789abcdef.r1.parquet";
    private const string Gone = "calllogs/ingest_date=2026-11-03/060000000-default-0123456789abcdef.r1.parquet";
    private const string Sha256OfX = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    private readonly Mock<IWarehouse> _warehouse = new(MockBehavior.Strict);
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [SetUp]
    public void Forget() => _warehouse.Reset();

    [Test]
    public async Task The_warehouse_gets_a_copy_of_the_file_with_all_that_is_known_of_it()
    {
        CleanFile? loaded = null;
        var content = "";
        _warehouse.Setup(warehouse => warehouse.LoadAsync(It.IsAny<CleanFile>(), It.IsAny<CancellationToken>()))
            .Callback((CleanFile file, CancellationToken _) => (loaded, content) = (file, File.ReadAllText(file.LocalPath)))
            .ReturnsAsync(new LoadResult(3, 1, 1, 1, 0, 0, AlreadyLoaded: false));

        await LoadAsync(await PutAsync(Name, Sha256OfX));

        Assert.That(content, Is.EqualTo("x"));
        Assert.That(loaded! with { LocalPath = "" }, Is.EqualTo(new CleanFile(
            "calllogs", "clean/" + Name, Sha256OfX, "raw/calllogs/2026/11/02/060000000-default-0123456789abcdef.csv", 1, new DateTimeOffset(2026, 11, 2, 6, 1, 0, TimeSpan.Zero), 3, 10, 4, 2, 1, "")));
        Assert.That(File.Exists(loaded!.LocalPath), Is.False, "the copy is gone");
    }

    [Test]
    public async Task A_file_that_is_not_what_was_written_is_not_loaded()
    {
        var torn = await PutAsync(Name, new string('0', 64));
        Assert.That(() => LoadAsync(torn), Throws.InstanceOf<InvalidDataException>());
        _warehouse.VerifyNoOtherCalls();
    }

    [Test]
    public async Task A_blob_of_another_source_is_refused()
    {
        var other = await PutAsync(Name.Replace("calllogs", "social", StringComparison.Ordinal), Sha256OfX);
        Assert.That(() => LoadAsync(other), Throws.InstanceOf<WrongBlobException>());
        _warehouse.VerifyNoOtherCalls();
    }

    [Test]
    public async Task A_file_that_newer_rules_have_made_anew_is_nothing_to_load()
    {
        await _lake.Store.State.GetBlobClient("clean/" + Gone.Replace(".r1.parquet", ".r2.json", StringComparison.Ordinal)).UploadAsync(new BinaryData("{}"));

        await LoadAsync(_lake.Store.Clean.GetBlobClient(Gone));

        _warehouse.VerifyNoOtherCalls();
    }

    [Test]
    public void A_file_that_is_gone_for_no_such_reason_is_heard_of() =>
        Assert.That(() => LoadAsync(_lake.Store.Clean.GetBlobClient(Gone + "x.r1.parquet")), Throws.InstanceOf<RequestFailedException>().With.Property("Status").EqualTo(404));

    [Test]
    public async Task The_counts_of_a_file_that_an_older_app_cleaned_are_its_manifests()
    {
        CleanFile? loaded = null;
        _warehouse.Setup(warehouse => warehouse.LoadAsync(It.IsAny<CleanFile>(), It.IsAny<CancellationToken>()))
            .Callback((CleanFile file, CancellationToken _) => loaded = file)
            .ReturnsAsync(new LoadResult(3, 1, 1, 1, 0, 0, AlreadyLoaded: false));
        var blob = await PutAsync(Name, Sha256OfX);
        var metadata = (await blob.GetPropertiesAsync()).Value.Metadata;
        var counts = metadata.Where(entry => !entry.Key.Contains('_', StringComparison.Ordinal) && entry.Key is not ("sha256" or "rows")).ToDictionary();
        await blob.SetMetadataAsync(metadata.Except(counts).ToDictionary());
        await _lake.Store.State.GetBlobClient("clean/" + Name.Replace(".parquet", ".json", StringComparison.Ordinal)).UploadAsync(new BinaryData("{}"), new BlobUploadOptions { Metadata = counts });

        await LoadAsync(blob);

        Assert.That((loaded!.Received, loaded.Duplicates, loaded.Rejected, loaded.Ignored), Is.EqualTo((10, 4, 2, 1)));
    }

    [Test]
    public async Task A_warehouse_that_fails_is_heard_of()
    {
        _warehouse.Setup(warehouse => warehouse.LoadAsync(It.IsAny<CleanFile>(), It.IsAny<CancellationToken>())).ThrowsAsync(new WarehouseUnavailableException("down", new IOException()));
        var blob = await PutAsync(Name, Sha256OfX);
        Assert.That(() => LoadAsync(blob), Throws.InstanceOf<WarehouseUnavailableException>());
    }

    private Task LoadAsync(BlobClient blob) => new LoadStage(_lake.Store, _warehouse.Object, PipelineTelemetry.Nowhere, NullLogger<LoadStage>.Instance).RunAsync(blob, "calllogs", CancellationToken.None);

    private async Task<BlobClient> PutAsync(string name, string sha256)
    {
        var blob = _lake.Store.Clean.GetBlobClient(name);
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.Sha256] = sha256,
            [BlobMetadata.RawPath] = "raw/calllogs/2026/11/02/060000000-default-0123456789abcdef.csv",
            [BlobMetadata.RuleVersion] = "1",
            [BlobMetadata.KnownAt] = "2026-11-02T06:01:00.0000000Z",
            [BlobMetadata.Rows] = "3",
            ["received"] = "10",
            ["cleaned"] = "3",
            ["duplicates"] = "4",
            ["rejected"] = "2",
            ["ignored"] = "1",
        };
        await blob.UploadAsync(new BinaryData("x"), new BlobUploadOptions { Metadata = metadata });
        return blob;
    }
}
