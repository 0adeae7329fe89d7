using System.Diagnostics;
using System.Text.RegularExpressions;
using Beejan.Demo;
using Beejan.Functions.Tests.Conventions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>README's first command, as its reader runs it.</summary>
public sealed class DemoTests
{
    private string _store = null!;

    [SetUp]
    public void Make_a_folder() => _store = Directory.CreateTempSubdirectory("beejan-demo-").FullName;

    [TearDown]
    public void Remove_it() => Directory.Delete(_store, recursive: true);

    [Test]
    public async Task It_balances_and_a_second_run_on_the_same_store_changes_nothing()
    {
        var export = Path.Combine(_store, "mine.csv");
        await File.WriteAllTextAsync(export, "call id,agent,date,time,topic,answered (Y/N),resolved,speed of answer in seconds,talk duration,satisfaction rating\nID1,Joe,1/13/2026,9.12.58,Streaming,Y,Y,1,2,3\n");

        var (code, output) = await RunAsync("--once", "--store", _store, "--call-logs", export);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("mine.csv: received 1 = cleaned 1").And.Contain("401: refused, not stored").And.Contain("call_id is 'cut off mid-sentence and nobody called back', expected CALL- and digits"));
        Assert.That(Figures(output, "inserted"), Is.EqualTo(new[] { "calllogs 11", "social 6", "sms 11", "forms 6" }));
        Assert.That(Figures(output, "duplicates"), Is.EqualTo(new[] { "calllogs 1", "social 1", "sms 0", "forms 0" }));
        Assert.That(TestLake.Query($"ATTACH '{_store}/warehouse.duckdb' AS w (READ_ONLY); USE w; SELECT source, count(*) FROM mart.fact_complaint GROUP BY source ORDER BY source"), Is.EqualTo(new[] { "calllogs|11", "forms|6", "sms|11", "social|6" }));
        Assert.That(
            TestLake.Query($"ATTACH '{_store}/warehouse.duckdb' AS w (READ_ONLY); USE w; SELECT source_id, opened_at, is_resolved, is_removed, text IS NULL, known_by, quality_flags FROM mart.fact_complaint JOIN mart.dim_customer USING (customer_key) JOIN (SELECT source_id, quality_flags FROM source.web_form) AS form USING (source_id) ORDER BY source_id"),
            Is.EqualTo(new[]
            {
                "WEB-7001|2026-11-01 07:12:40|False|False|False|phone|",
                "WEB-7002|2026-11-01 08:30:05|True|False|False|phone|",
                "WEB-7003|2026-11-01 10:47:59|False|True|True|phone|",
                "WEB-7004|2026-11-01 12:05:31|False|False|False|unknown|customer_email_invalid",
                "WEB-7006|2026-11-02 06:15:22|False|False|False|phone|",
                "WEB-7007|2026-11-02 09:41:08|False|False|False|email|customer_phone_invalid",
            }));

        (code, output) = await RunAsync("--once", "--store", _store, "--call-logs", export);
        Assert.That(code, Is.Zero, output);
        Assert.That(Figures(output, "inserted").Concat(Figures(output, "updated")), Has.All.EndsWith(" 0"));

        // README's queries answer, on what the demo has made.
        foreach (var query in ReadmeTests.Blocks("sql").Single().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.That(TestLake.Query($"ATTACH '{_store}/warehouse.duckdb' AS w (READ_ONLY); USE w; {query}"), Is.Not.Empty, query);
        }
    }

    [Test]
    public async Task It_fetches_text_messages_from_any_provider()
    {
        var (code, output) = await RunAsync("--once", "--store", _store, "--sms", "africastalking,infobip,vonage");
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("fetched 10 text messages from doubles: Africa's Talking at "));
        Assert.That(
            TestLake.Query($"ATTACH '{_store}/warehouse.duckdb' AS w (READ_ONLY); USE w; SELECT account, count(*) FROM source.sms_message GROUP BY account ORDER BY account"),
            Is.EqualTo(new[] { "africastalking:beejan|3", "infobip:beejan|3", "vonage:bee1a001|2" }));
    }

    [Test]
    public async Task Killed_without_warning_it_leaves_no_process_behind()
    {
        using var demo = Start("--store", _store, "--port", "0");
        string? line;
        var app = 0;
        do
        {
            line = await demo.StandardOutput.ReadLineAsync();
            var match = Regex.Match(line ?? "", @"\(process (\d+)\)");
            app = match.Success ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : app;
        }
        while (line is not null && !line.StartsWith("# ask", StringComparison.Ordinal));

        Assert.That(app, Is.Not.Zero, "the demo names the app's process");
        demo.Kill();
        await demo.WaitForExitAsync();
        await Eventually.Is(() => !Process.GetProcesses().Any(process => process.Id == app), "the app ended", 60);

        // The next demo needs what the last one held: the store, and Azurite's files.
        var (code, output) = await RunAsync("--once", "--store", _store);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task What_it_cannot_do_is_one_sentence_and_no_success()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        await RefuseAsync($"Port {port} can't be used", "--store", _store, "--port", $"{port}");
        await RefuseAsync("Port 70000 is not a port", "--store", _store, "--port", "70000");
        await RefuseAsync("No provider of text messages is called sinch", "--once", "--store", _store, "--sms", "twilio,sinch");
        await RefuseAsync("can't be read", "--once", "--store", _store, "--call-logs", Path.Combine(_store, "none.csv"));
        var twice = Path.Combine(_store, Samples.CallLogs[0].Name);
        await File.WriteAllTextAsync(twice, "x");
        await RefuseAsync($"Two exports are called {Samples.CallLogs[0].Name}", "--once", "--store", _store, "--call-logs", twice);
        using (DemoStore.Open(new DirectoryInfo(_store)))
        {
            await RefuseAsync("can't be used", "--once", "--store", _store);
        }
    }

    [Test]
    public async Task Without_Node_it_says_what_to_install()
    {
        var start = Describe("--once", "--store", _store);
        start.FileName = Environment.ProcessPath!; // dotnet itself, found without a PATH
        start.Environment["PATH"] = _store;
        var (code, output) = await RunAsync(start);
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("install Node.js 20 or newer with npm"));
    }

    private static async Task RefuseAsync(string sentence, params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output.Trim().Split('\n'), Has.Length.EqualTo(1), output);
        Assert.That(output, Does.Contain(sentence));
    }

    /// <summary>This run's figure of every source, as in "social 3". Their tables stand side by side, under the sources' names.</summary>
    private static string[] Figures(string output, string name)
    {
        var lines = output.Split('\n').ToList();
        var sources = lines[lines.FindIndex(line => line.StartsWith('╭')) - 1].Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var figures = Regex.Matches(output, $@"│ {name} +│ +([\d,]+) │ +[\d,]+ │").Select(match => match.Groups[1].Value);
        return [.. sources.Zip(figures, (source, figure) => $"{source} {figure}")];
    }

    private static Task<(int Code, string Output)> RunAsync(params string[] arguments) => RunAsync(Describe(arguments));

    private static async Task<(int Code, string Output)> RunAsync(ProcessStartInfo start)
    {
        var (code, output, errors) = await Command.RunAsync(start);
        return (code, output + errors);
    }

    private static Process Start(params string[] arguments) => Process.Start(Describe(arguments))!;

    private static ProcessStartInfo Describe(params string[] arguments) => new("dotnet", [typeof(DemoRun).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
