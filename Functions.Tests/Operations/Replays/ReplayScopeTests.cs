using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Replays;

public sealed class ReplayScopeTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private TestLake _lake = null!;
    private LakeSource[] _sources = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _lake = await TestLake.StartAsync();
        _sources = [IdleSource.Of("sms"), IdleSource.Of("forms")];
        foreach (var (source, account, time) in new[] { ("sms", "AC1", Day), ("sms", "AC2", Day.AddHours(6)), ("sms", "AC1", Day.AddDays(1)), ("forms", "web_form", Day.AddHours(6)), ("sms", "it's", Day.AddDays(30)) })
        {
            var raw = await _lake.PutRawAsync(source, Encoding.UTF8.GetBytes(account), "json", time, account);
            var clean = _lake.Store.Clean.GetBlobClient(RawName.Parse(raw.Name, source).DerivedName(4, "parquet"));
            await clean.UploadAsync(new BinaryData("x"), new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = new Dictionary<string, string> { [BlobMetadata.RawPath] = "raw/" + raw.Name } });
        }

        await _lake.Store.Raw.GetBlobClient("sms/2026/11/02/by-hand.json").UploadAsync(new BinaryData("x"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [TestCase("""{"source": "sms"}""", "sms 2 AC1 00:00, sms 2 AC2 06:00, sms 3 AC1 00:00, sms 2 it_s 00:00")]
    [TestCase("""{"source": "forms"}""", "forms 2 web_form 06:00")]
    [TestCase("""{"account": "AC1"}""", "sms 2 AC1 00:00, sms 3 AC1 00:00")]
    [TestCase("""{"account": "it's"}""", "sms 2 it_s 00:00")]
    [TestCase("""{"source": "forms", "account": "AC1"}""", "")]
    [TestCase("""{"from": "2026-11-02", "to": "2026-11-02"}""", "forms 2 web_form 06:00, sms 2 AC1 00:00, sms 2 AC2 06:00")]
    [TestCase("""{"from": "2026-11-02T06:00:00Z", "to": "2026-11-03T00:00:00Z"}""", "forms 2 web_form 06:00, sms 2 AC2 06:00")]
    [TestCase("""{"source": "sms", "from": "2026-11-02T06:00:00.001Z"}""", "sms 3 AC1 00:00, sms 2 it_s 00:00")]
    [TestCase("""{"source": "sms", "to": "2026-11-02T06:00:00Z"}""", "sms 2 AC1 00:00")]
    [TestCase("""{"source": "sms", "from": "2026-11-03", "to": "2026-12-31"}""", "sms 3 AC1 00:00, sms 2 it_s 00:00")]
    public async Task A_scope_is_what_all_that_was_said_has_in_common_from_raw_and_from_clean_alike(string json, string expected)
    {
        var request = Request(json);
        var names = await ListAsync(request);
        Assert.That(string.Join(", ", names.Select(Show)), Is.EqualTo(expected));
        Assert.That(names.Select(blob => blob.Name), Is.Ordered.Using<string>(StringComparer.Ordinal), "it goes on behind a name");

        var fromClean = await ListAsync(request with { Stage = ReplayStage.Clean });
        Assert.That(string.Join(", ", fromClean.Select(Show)), Is.EqualTo(expected));
        Assert.That(fromClean.Select(blob => blob.Name), Has.All.EndsWith(".r4.parquet"));
    }

    [Test]
    public async Task One_blob_is_that_blob_and_it_goes_on_behind_a_place()
    {
        var all = await ListAsync(Request("""{"from": "2026-01-01"}"""));
        Assert.That(all, Has.Count.EqualTo(5));
        for (var i = 0; i < all.Count; i++)
        {
            Assert.That((await ListAsync(Request("""{"from": "2026-01-01"}"""), all[i].Name)).Select(blob => blob.Name), Is.EqualTo(all.Skip(i + 1).Select(blob => blob.Name)));
            var one = Request($$"""{"blob": "raw/{{all[i].Name}}"}""");
            Assert.That((await ListAsync(one)).Single(), Is.EqualTo(all[i]));
            Assert.That(await ListAsync(one, all[i].Name), Is.Empty);
        }
    }

    [Test]
    public async Task What_came_after_the_request_is_left_to_its_functions()
        => Assert.That(await ListAsync(Request("""{"source": "sms"}""") with { RequestedAt = TimeProvider.System.GetUtcNow().AddDays(-1) }), Is.Empty);

    private static string Show(ScopedBlob blob) => $"{blob.Source.Name} {blob.Raw.Time.Day} {blob.Raw.Account.Split('.')[0]} {blob.Raw.Time:HH:mm}";

    private ReplayRequest Request(string json) => ReplayRequestReader.Read(Encoding.UTF8.GetBytes(json), _sources, TimeProvider.System.GetUtcNow().AddMinutes(1));

    private async Task<List<ScopedBlob>> ListAsync(ReplayRequest request, string? place = null)
    {
        var blobs = new List<ScopedBlob>();
        await foreach (var blob in new ReplayScope(_lake.Store, _sources).ListAsync(request, place, CancellationToken.None))
        {
            blobs.Add(blob);
        }

        return blobs;
    }
}
