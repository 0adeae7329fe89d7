using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Telemetry;
using Beejan.Functions.Warehouse;
using Beejan.LocalServers.ApplicationInsights;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources;

/// <summary>What the stages themselves find wrong is told of by them, whoever runs them.</summary>
public sealed class StageAlertsTests
{
    private TestLake _lake = null!;
    private SentTelemetry _sent = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [SetUp]
    public async Task ListenAsync() => _sent = await SentTelemetry.StartAsync();

    [TearDown]
    public async Task EndAsync() => await _sent.DisposeAsync();

    [Test]
    public async Task A_cleaner_that_loses_records()
    {
        var raw = await _lake.PutRawAsync("calllogs", "three records"u8.ToArray(), "csv", account: "lagos");
        var stage = _lake.CleanStage(telemetry: _sent.Pipeline);
        await Assert.ThrowsAsync<RecordsDoNotBalanceException>(() => stage.PublishAsync(
            stage.ReadAsync(
                raw,
                CallLogsSource.Name,
                CallLogsSource.RuleVersion,
                rules => new CallLogColumns(rules),
                (_, batch, _) =>
                {
                    batch.Received = 3;
                    batch.Ignore();
                    return Task.CompletedTask;
                },
                CancellationToken.None),
            CancellationToken.None));
        Assert.That(Told(await _sent.ReadAsync("Event")), Is.EqualTo(new[] { ("RowsUnbalanced", "calllogs lagos", "raw/" + raw.Name, 2d) }), "and no batch was closed");
    }

    [Test]
    public async Task A_load_that_loses_rows()
    {
        var raw = await _lake.PutRawAsync("calllogs", "call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,,,Network,No signal,open\n"u8.ToArray(), "csv", account: "abuja");
        await new CallLogCleaner(_lake.CleanStage(), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);
        var warehouse = new Mock<IWarehouse>();
        warehouse.Setup(mock => mock.LoadAsync(It.IsAny<CleanFile>(), It.IsAny<CancellationToken>()))
            .Returns((CleanFile file, CancellationToken _) => Task.FromException<LoadResult>(new RowsDoNotBalanceException(file, new LoadResult(1, 0, 0, 0, 0, 0, AlreadyLoaded: false))));
        var clean = _lake.CleanOf(raw, "calllogs");
        var load = new LoadStage(_lake.Store, warehouse.Object, _sent.Pipeline, NullLogger<LoadStage>.Instance);
        await Assert.ThrowsAsync<RowsDoNotBalanceException>(() => load.RunAsync(clean, "calllogs", CancellationToken.None));
        Assert.That(Told(await _sent.ReadAsync("Event")), Is.EqualTo(new[] { ("RowsUnbalanced", "calllogs abuja", "clean/" + clean.Name, 1d) }));
    }

    [Test]
    public async Task A_table_whose_columns_have_changed()
    {
        var at = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        FormsDrift.Report(
            _sent.Pipeline, NullLogger.Instance, at, "web_form", new Dictionary<string, string> { ["id"] = "text", ["phone"] = "text" }, new Dictionary<string, string> { ["id"] = "bigint", ["mobile"] = "text" });
        FormsDrift.Report(_sent.Pipeline, NullLogger.Instance, at, "web_form", new Dictionary<string, string> { ["id"] = "text" }, new Dictionary<string, string> { ["id"] = "text" });
        var told = (await _sent.ReadAsync("Event")).Single();
        Assert.That((told.Name, told["Feed"], told.Measurements["Rows"]), Is.EqualTo(("SchemaDrifted", "forms web_form", 3d)));
        Assert.That(told["Summary"], Is.EqualTo("columns have changed: id was text and is bigint, mobile was nothing and is text, phone was text and is nothing"));
    }

    private static IEnumerable<(string Name, string Feed, string Path, double Rows)> Told(IEnumerable<ReceivedTelemetry> events)
        => events.Select(item => (item.Name, item["Feed"], item["Path"], item.Measurements["Rows"]));
}
