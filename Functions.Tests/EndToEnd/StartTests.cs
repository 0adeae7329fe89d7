using Beejan.Demo;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>What the app says when it can't start, and to whom it answers when it can.</summary>
public sealed class StartTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await TestApp.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [TestCase("Social__Platforms", "meta,orkut", "orkut")]
    [TestCase("Social__Meta__AppSecret", "", "Social__Meta__AppSecret")]
    [TestCase("Cleaning__DefaultRegion", "Nigeria", "Cleaning__DefaultRegion")]
    [TestCase("Cleaning__TopicRules", "nowhere.csv", "Cleaning__TopicRules")]
    [TestCase("CallLogs__Schedule", "whenever", "whenever")]
    [TestCase("CallLogs__Schedule", "", "CallLogs")]
    [TestCase("CallLogs__SettleTime", "01:00:00", "CallLogs__SettleTime")]
    [TestCase("CallLogs__Layouts", "nowhere.json", "CallLogs__Layouts")]
    [TestCase("Sms__Schedule", "whenever", "whenever")]
    [TestCase("Sms__Twilio__Accounts__0__AccountSid", "AC123", "Sms__Twilio__Accounts__0__AccountSid")]
    [TestCase("Sms__Twilio__Accounts__0__Secret", "half an entry", "Sms__Twilio__Accounts__0__AccountSid")]
    [TestCase("Sms__SafetyWindow", "soon", "SafetyWindow")]
    [TestCase("Forms__Database", "Oracle", "Forms__Database")]
    [TestCase("Forms__Lag", "soon", "Forms:Lag")]
    [TestCase("Forms__RowsWithin", "soon", "Forms:RowsWithin")]
    [TestCase("CallLogs__RunWithin", "400.00:00:00", "CallLogs__RunWithin")]
    [TestCase("Social__SilenceAfter", "-1", "Social__SilenceAfter")]
    [TestCase("Operations__CheckSchedule", "", "CheckFreshness")]
    [TestCase("Operations__MaxRejectPercent", "101", "Operations__MaxRejectPercent")]
    [TestCase("Lake", "", "Lake")]
    [TestCase("Warehouse__Engine", "Oracle", "Warehouse")]
    [TestCase("Warehouse__Path", "", "Warehouse__Path")]
    [TestCase("Warehouse__TestNumbers", "0803", "Warehouse__TestNumbers")]
    [TestCase("Warehouse__Engine", "Postgres", "Warehouse__ConnectionString")]
    public async Task A_wrong_setting_stops_the_start_by_its_name(string name, string value, string named)
    {
        await _app.StopAsync();
        var refused = await Assert.ThrowsAsync<DemoException>(() => _app.StartAgainAsync((name, value)));
        Assert.That(refused!.Message, Does.Contain(named).And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_rule_file_that_was_edited_under_its_old_version_stops_the_start()
    {
        await _app.StopAsync();
        await _app.StartAgainAsync();
        await _app.StopAsync();
        var edited = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(edited, TestLake.Rules.Topics.File.Text + "network,one phrase more,en\n");
        var refused = await Assert.ThrowsAsync<DemoException>(() => _app.StartAgainAsync(("Cleaning__TopicRules", edited)));
        File.Delete(edited);
        Assert.That(refused!.Message, Does.Contain($"{Path.GetFileName(edited)} was changed and still says version").And.Not.Contain("   at "));
    }

    [Test]
    public async Task So_does_a_file_of_layouts()
    {
        var layouts = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(layouts, "// version 1\n[]\n");
        await _app.StopAsync();
        await _app.StartAgainAsync(("CallLogs__Layouts", layouts));
        await _app.StopAsync();
        await File.WriteAllTextAsync(layouts, "// version 1\n[{ \"extends\": \"zendesk\", \"timeZone\": \"Africa/Lagos\" }]\n");
        var refused = await Assert.ThrowsAsync<DemoException>(() => _app.StartAgainAsync(("CallLogs__Layouts", layouts)));
        File.Delete(layouts);
        Assert.That(refused!.Message, Does.Contain($"{Path.GetFileName(layouts)} was changed and still says version 1, which the lake keeps as state/rules/calllogs.v1.json").And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_lake_that_does_not_answer_stops_the_start_with_its_address()
    {
        await _app.StopAsync();
        using var nobody = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((System.Net.IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        var refused = await Assert.ThrowsAsync<DemoException>(() => _app.StartAgainAsync(
            ("Lake", $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:{port}/a;QueueEndpoint=http://127.0.0.1:{port}/a")));
        Assert.That(refused!.Message, Does.StartWith($"The lake's container http://127.0.0.1:{port}/a/landing can't be reached (Connection refused"));
    }

    [Test]
    public async Task The_status_and_the_admin_endpoint_want_a_key()
    {
        await _app.StopAsync();
        await _app.StartAgainAsync();
        using var http = new HttpClient { BaseAddress = _app.Address };
        Assert.That((int)(await http.GetAsync("api/status")).StatusCode, Is.EqualTo(401));
        Assert.That((int)(await http.PostAsync("admin/functions/IngestCallLogs", new StringContent("{\"input\":\"\"}"))).StatusCode, Is.EqualTo(401));
        Assert.That((int)(await http.GetAsync("api/social/myspace")).StatusCode, Is.EqualTo(404));
    }
}
