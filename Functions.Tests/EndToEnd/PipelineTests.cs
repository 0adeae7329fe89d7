using System.Globalization;
using System.Text;
using Beejan.Demo;
using Beejan.Functions.Operations.Status;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>From the wire to the warehouse, through the app as it runs on a laptop.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class PipelineTests(WarehouseEngine engine)
{
    private const string Header = "call_id,opened_at,customer_phone,agent,category,complaint,status\n";
    private const string Rows = "CALL-1,2026-11-01 10:00,0803 123 4567,Ngozi,Network,No signal,open\nCALL-2,2026-11-01 11:00,,Ibrahim,Billing,Charged twice,open\n";

    private TestApp _app = null!;

    [SetUp]
    public async Task StartAsync() => _app = await TestApp.StartAsync(engine);

    [TearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task A_corrected_file_updates_the_corrected_row_alone_and_the_old_file_puts_it_back()
    {
        var original = Header + Rows;
        var corrected = original.Replace("Charged twice,open", "Charged twice,resolved", StringComparison.Ordinal);

        Assert.That(await DropAndLoadAsync("monday.csv", original), Is.EqualTo(new RowCounts(2, 0, 0, 0)));
        Assert.That(await DropAndLoadAsync("monday.csv", corrected), Is.EqualTo(new RowCounts(0, 1, 1, 0)));
        Assert.That(await DropAndLoadAsync("monday.csv", original), Is.EqualTo(new RowCounts(0, 1, 1, 0)));
        Assert.That(await _app.QueryAsync("SELECT source_id, status FROM mart.fact_complaint ORDER BY source_id"), Is.EqualTo(new[] { "CALL-1|open", "CALL-2|open" }));
    }

    [Test]
    public async Task A_signed_webhook_is_in_the_warehouse_within_seconds_and_an_unsigned_one_is_not()
    {
        const string Body = """{"object":"page","entry":[{"id":"9","time":1793527205,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"9_1","from":{"id":"7"},"message":"No network","created_time":1793527200}}]}]}""";
        var webhook = Webhook.Meta(Encoding.UTF8.GetBytes(Body));
        Assert.That(await _app.Client.PostAsync(webhook.Unsigned(), CancellationToken.None), Is.EqualTo(401));
        Assert.That(await _app.Client.PostAsync(webhook, CancellationToken.None), Is.EqualTo(200));

        var status = await _app.SettleAsync(withinSeconds: 10);
        var social = status.Sources.Single(source => source.Source == "social");
        Assert.That((social.Records.Received, social.Rows.Inserted, social.IsBalanced), Is.EqualTo((1, 1, true)));
        Assert.That(status.Channels.Select(channel => (channel.Channel, channel.Complaints)), Is.EqualTo(new[] { ("social", 1L) }));
    }

    [Test]
    public async Task A_removed_comment_keeps_its_row_and_loses_its_text_in_whatever_order_it_comes()
    {
        foreach (var verb in new[] { "remove", "add" })
        {
            var time = verb == "add" ? 1793527200 : 1793527900;
            var body = string.Create(CultureInfo.InvariantCulture, $$$"""{"entry":[{"id":"9","time":{{{time}}},"changes":[{"field":"feed","value":{"item":"comment","verb":"{{{verb}}}","comment_id":"9_1","from":{"id":"7"},"message":"Call me on 0803","created_time":1793527200}}]}]}""");
            Assert.That(await _app.Client.PostAsync(Webhook.Meta(Encoding.UTF8.GetBytes(body)), CancellationToken.None), Is.EqualTo(200));
            await _app.SettleAsync();
        }

        Assert.That(await _app.QueryAsync("SELECT source_id, is_removed, text, opened_at FROM mart.fact_complaint"), Is.EqualTo(new[] { "9_1|True|null|2026-11-01 10:00:00" }));
    }

    [Test]
    public async Task A_blob_that_always_fails_ends_in_poison_and_the_status_says_so()
    {
        await _app.PutRawAsync("calllogs/2026/11/02/no-raw-name.csv", "x");
        await Eventually.Is(async () => (await _app.Client.ReadStatusAsync(CancellationToken.None)).Poison == 1, "the blob was given up on", 30);
        var calls = (await _app.Client.ReadStatusAsync(CancellationToken.None)).Sources.Single(source => source.Source == "calllogs");
        Assert.That((calls.Poison, calls.IsSettled, calls.IsBalanced), Is.EqualTo((1, true, false)));
    }

    private async Task<RowCounts> DropAndLoadAsync(string name, string content)
    {
        var before = (await _app.SettleAsync()).Sources.Single(source => source.Source == "calllogs");
        await Task.Delay(1100); // a file's landing time has whole seconds
        await _app.DropAsync($"calllogs/{name}", content);
        await _app.IngestAsync();
        var after = (await _app.SettleAsync()).Sources.Single(source => source.Source == "calllogs");
        return SourceFigures.Minus(after.Rows, before.Rows);
    }
}
