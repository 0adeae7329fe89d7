using System.Text;
using Azure.Storage.Blobs;
using Beejan.Functions.Operations;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Options;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations;

public sealed class StatusReportTests
{
    private const string Source = "calllogs";
    private const string Export = "call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,,A,x,y,open\nbroken\n";

    private static readonly int Rules = CallLogsSource.RuleVersion + TestLake.Rules.Version;

    private TestLake _lake = null!;

    [SetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_source_is_settled_and_balanced_when_every_stage_has_done_its_part()
    {
        var raw = await PutAsync();
        Assert.That(await ReadAsync(loads: 0), Is.EqualTo((false, false, 0)), "raw, not cleaned");
        await CleanAsync(raw);
        Assert.That(await ReadAsync(loads: 0), Is.EqualTo((false, false, 0)), "cleaned, not loaded");
        Assert.That(await ReadAsync(loads: 1), Is.EqualTo((true, true, 0)));
        Assert.That(await ReadAsync(loads: 1, waiting: 1), Is.EqualTo((false, false, 0)), "a file waits");
        Assert.That(await ReadAsync(loads: 1, inserted: 0), Is.EqualTo((true, false, 0)), "a row is missing");
        Assert.That(await ReadAsync(loads: 1, rules: Rules - 1), Is.EqualTo((false, false, 0)), "cleaned again by newer rules, not loaded again");
    }

    [Test]
    public async Task A_raw_blob_that_was_given_up_on_settles_its_source_and_unbalances_it_until_it_goes_through()
    {
        var raw = await PutAsync();
        await PoisonAsync("raw", raw.Name);
        await PoisonAsync("raw", raw.Name);
        Assert.That(await ReadAsync(loads: 0), Is.EqualTo((true, false, 1)));

        await CleanAsync(raw);
        Assert.That(await ReadAsync(loads: 1), Is.EqualTo((true, true, 0)), "the message alone is no fault");
    }

    [Test]
    public async Task A_clean_file_that_was_given_up_on_settles_its_source_and_unbalances_it_until_it_goes_through()
    {
        var raw = await PutAsync();
        await CleanAsync(raw);
        await PoisonAsync("clean", _lake.CleanOf(raw, Source).Name);
        Assert.That(await ReadAsync(loads: 0), Is.EqualTo((true, false, 1)));
        Assert.That(await ReadAsync(loads: 1), Is.EqualTo((true, true, 0)));
    }

    [Test]
    public async Task More_loads_than_clean_files_are_no_rest()
    {
        await CleanAsync(await PutAsync());
        Assert.That(await ReadAsync(loads: 2), Is.EqualTo((false, false, 0)));
    }

    private Task<BlobClient> PutAsync() => _lake.PutRawAsync(Source, Encoding.UTF8.GetBytes(Export), "csv");

    private Task CleanAsync(BlobClient raw) => new CallLogCleaner(_lake.CleanStage(), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);

    private async Task PoisonAsync(string container, string name)
    {
        await _lake.Store.Poison.CreateIfNotExistsAsync();
        var message = $$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.X","BlobType":"BlockBlob","ContainerName":"{{container}}","BlobName":"{{name}}","ETag":"0"}""";
        await _lake.Store.Poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)));
    }

    private async Task<(bool IsSettled, bool IsBalanced, int Poison)> ReadAsync(long loads, int waiting = 0, long inserted = 1, int? rules = null)
    {
        var warehouse = new Mock<IWarehouse>();
        warehouse.Setup(mock => mock.ReadLoadsAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync([new SourceLoads(Source, loads, loads * (rules ?? Rules), inserted, inserted, 0, 0, 0, null, null)]);
        warehouse.Setup(mock => mock.ReadChannelsAsync(It.IsAny<CancellationToken>())).ReturnsAsync([]);
        var report = new StatusReport(_lake.Store, warehouse.Object, [IdleSource.Of(Source, waiting)], TimeProvider.System);
        var status = (await report.ReadAsync(CancellationToken.None)).Sources.Single();
        return (status.IsSettled, status.IsBalanced, status.Poison);
    }
}
