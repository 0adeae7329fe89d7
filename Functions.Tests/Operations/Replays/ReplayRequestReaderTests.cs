using System.Text;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Replays;

public sealed class ReplayRequestReaderTests
{
    private const string Raw = "raw/sms/2026/11/02/060000000-AC1-0123456789abcdef.json";
    private const string Clean = "clean/sms/ingest_date=2026-11-02/060000000-AC1-0123456789abcdef.r4.parquet";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 5, 0, TimeSpan.Zero);

    [TestCase("""{"source": "sms"}""", "sms, from raw", true)]
    [TestCase("""{"source": "sms", "dryRun": false}""", "sms, from raw", false)]
    [TestCase("""{"source": "sms", "account": "AC1", "stage": "clean"}""", "sms, account AC1, from clean", true)]
    [TestCase("""{"account": "AC1"}""", "all sources, account AC1, from raw", true)]
    [TestCase("""{"from": "2026-11-01", "to": "2026-11-03"}""", "all sources, from 2026-11-01T00:00:00Z, before 2026-11-04T00:00:00Z, from raw", true)]
    [TestCase("""{"from": "2026-11-01T06:00:00+01:00"}""", "all sources, from 2026-11-01T05:00:00Z, from raw", true)]
    [TestCase("""{"to": "2026-11-03T12:00:00.25Z", "again": true}""", "all sources, before 2026-11-03T12:00:00.25Z, from raw, again", true)]
    [TestCase($$"""{"blob": "{{Raw}}"}""", Raw + ", from raw", false)]
    [TestCase($$"""{"blob": "{{Raw}}", "again": true, "dryRun": true}""", Raw + ", from raw, again", true)]
    [TestCase($$"""{"blob": "{{Clean}}"}""", Clean + ", from clean", false)]
    [TestCase($$"""{"blob": "{{Clean}}", "stage": "clean"}""", Clean + ", from clean", false)]
    public void A_request_means_what_it_says_and_is_a_dry_run_unless_it_is_one_blob(string json, string words, bool isDryRun)
    {
        var request = Read(json);
        Assert.That((request.Words, request.IsDryRun, request.RequestedAt), Is.EqualTo((words, isDryRun, Now)));
    }

    [TestCase("", "Found no JSON")]
    [TestCase("{", "Found no JSON")]
    [TestCase("""{"source": "sms", "source": "sms"}""", "Found no JSON")]
    [TestCase("[]", "Found Array, expected an object")]
    [TestCase("{}", "Found nothing that says what to replay, expected source, account, from, to or blob.")]
    [TestCase("""{"dryRun": false}""", "Found nothing that says what to replay")]
    [TestCase("""{"source": "sms", "dryrun": true}""", "Found the property dryrun, expected of: source, account, from, to, blob, stage, dryRun, again.")]
    [TestCase("""{"source": "fax"}""", "Found the source fax, expected one of: sms, forms.")]
    [TestCase("""{"source": null}""", "Found source null, expected a text.")]
    [TestCase("""{"source": ""}""", "Found source \"\", expected a text.")]
    [TestCase("""{"account": 7}""", "Found account 7, expected a text.")]
    [TestCase("""{"source": "sms", "dryRun": "false"}""", "Found dryRun \"false\", expected true or false.")]
    [TestCase("""{"source": "sms", "again": 1}""", "Found again 1, expected true or false.")]
    [TestCase("""{"source": "sms", "stage": "warehouse"}""", "Found the stage warehouse, expected raw or clean.")]
    [TestCase("""{"from": "2026-11-31"}""", "Found from \"2026-11-31\", expected a date")]
    [TestCase("""{"from": "yesterday"}""", "Found from \"yesterday\", expected a date")]
    [TestCase("""{"from": "2026-11-01T06:00:00"}""", "expected a date, as in 2026-11-01, or a time with its offset, as in 2026-11-01T06:00:00Z.")]
    [TestCase("""{"to": "2026-11-01 06:00Z"}""", "Found to \"2026-11-01 06:00Z\", expected a date")]
    [TestCase("""{"from": "2026-11-02", "to": "2026-11-01"}""", "Found from 2026-11-02 00:00:00Z and to 2026-11-02 00:00:00Z (exclusive), expected from before to.")]
    [TestCase("""{"from": "2026-11-02T06:00:00Z", "to": "2026-11-02T06:00:00Z"}""", "expected from before to.")]
    [TestCase("""{"blob": "raw/fax/2026/11/02/060000000-AC1-0123456789abcdef.json"}""", "Found the blob raw/fax/")]
    [TestCase("""{"blob": "raw/sms/monday.json"}""", "Found the blob raw/sms/monday.json, expected raw/SOURCE/yyyy/MM/dd/HHmmssfff-account-hash.extension")]
    [TestCase("""{"blob": "sms/2026/11/02/060000000-AC1-0123456789abcdef.json"}""", "Found the blob sms/")]
    [TestCase("""{"blob": "state/cursors/sms/AC1.json"}""", "Found the blob state/")]
    [TestCase("""{"blob": "clean/sms/x.parquet"}""", "Found the blob clean/")]
    [TestCase($$"""{"blob": "{{Raw}}", "source": "sms"}""", "Found blob beside source, account, from or to, expected it alone")]
    [TestCase($$"""{"blob": "{{Raw}}", "stage": "clean"}""", "Found the stage clean beside the blob " + Raw)]
    [TestCase($$"""{"blob": "{{Clean}}", "again": true}""", "Found again beside clean")]
    [TestCase("""{"source": "sms", "stage": "clean", "again": true}""", "Found again beside clean")]
    public void What_can_not_be_meant_is_refused_with_what_was_found_and_expected(string json, string says)
        => Assert.That(() => Read(json), Throws.TypeOf<BadReplayRequestException>().With.Message.Contains(says));

    [Test]
    public async Task What_is_kept_is_read_back()
    {
        var request = Read("""{"source": "sms", "account": "AC1", "from": "2026-11-01", "to": "2026-11-03T12:00:00Z", "again": true}""");
        await using var lake = await TestLake.StartAsync();
        var blob = lake.Store.State.GetBlobClient(ReplayRequest.NameOf("20261124T150500Z-3f2a"));
        await blob.UploadAsync((request with { Continued = 2 }).ToJson());

        Assert.That(await ReplayRequest.ReadAsync(blob, CancellationToken.None), Is.EqualTo(request with { Continued = 2 }));
        Assert.That(ReplayRequest.IdOf(blob.Name), Is.EqualTo("20261124T150500Z-3f2a"));
    }

    private static ReplayRequest Read(string json) => ReplayRequestReader.Read(Encoding.UTF8.GetBytes(json), [IdleSource.Of("sms"), IdleSource.Of("forms")], Now);
}
