using System.Net;
using System.Net.Http.Json;
using System.Text;
using Beejan.Functions.Tests.LocalWorker.Samples;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

[Parallelizable(ParallelScope.All)]
internal sealed class AdminTests
{
    private const string AnyInput = """{ "input": "" }""";

    [Test]
    public async Task A_timer_run_by_hand_is_accepted_before_it_runs()
    {
        using var app = TestApp.WithStorage();
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.NeverEnds));
        await worker.SeesAsync(1);

        // The first run still stands at the door, so this one can't have begun.
        Assert.That(await PostAsync(worker, "NeverEnds", AnyInput), Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(worker.Calls.Seen, Has.Count.EqualTo(1));

        worker.Calls.Door.SetResult();
        await worker.SeesAsync(4);
        Assert.That(worker.Calls.Seen, Is.EqualTo(["started False", "ended", "started False", "ended"]));
    }

    [Test]
    public async Task A_blob_function_run_by_hand_takes_a_path_and_leaves_the_receipts_alone()
    {
        using var app = TestApp.WithStorage();
        await app.PutAsync("in/a.txt", "1");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));
        await worker.SeesAsync(1);

        Assert.That(await PostAsync(worker, "reads", $$"""{ "input": "{{app.ContainerName}}/in/a.txt" }"""), Is.EqualTo(HttpStatusCode.Accepted));
        await worker.SeesAsync(2);
        Assert.That(await PostAsync(worker, "Reads", """{ "input": "elsewhere/in/a.txt" }"""), Is.EqualTo(HttpStatusCode.BadRequest));

        Assert.That(worker.Calls.Seen, Is.All.EqualTo("a.txt=1"));
        Assert.That(await app.ReceiptsAsync(), Has.Count.EqualTo(1));
    }

    [TestCase("AzureWebJobs.Reads.Disabled", "true")]
    [TestCase("AzureWebJobs:Reads:Disabled", "1")]
    public async Task A_disabled_function_is_run_by_hand_only(string setting, string value)
    {
        using var app = TestApp.WithStorage();
        app[setting] = value;
        app["AzureWebJobs:DefaultRoute:Disabled"] = "true";
        await app.PutAsync("in/a.txt", "1");
        await app.PutAsync("in/b.txt", "2");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads), typeof(HttpSamples.DefaultRoute));

        Assert.That(await PostAsync(worker, "Reads", $$"""{ "input": "{{app.ContainerName}}/in/b.txt" }"""), Is.EqualTo(HttpStatusCode.Accepted));
        await worker.SeesAsync(1);
        using var answer = await worker.Http.PostAsync("api/DefaultRoute", null);

        Assert.That(worker.Calls.Seen, Is.EqualTo(["b.txt=2"]));
        Assert.That(await app.ReceiptsAsync(), Is.Empty);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(worker.Logs.Lines.Select(line => line.Text), Has.Some.EqualTo("Function 'Reads' is disabled by a setting: nothing triggers it"));
    }

    [TestCase("Nobody", AnyInput, HttpStatusCode.NotFound)]
    [TestCase("DefaultRoute", AnyInput, HttpStatusCode.BadRequest)]
    [TestCase("Hourly", "", HttpStatusCode.BadRequest)]
    [TestCase("Hourly", "not json", HttpStatusCode.BadRequest)]
    [TestCase("Hourly", "[]", HttpStatusCode.BadRequest)]
    [TestCase("Hourly", "{}", HttpStatusCode.BadRequest)]
    public async Task What_can_not_be_run_is_refused(string function, string body, HttpStatusCode status)
    {
        using var app = TestApp.WithStorage();
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly), typeof(HttpSamples.DefaultRoute));

        Assert.That(await PostAsync(worker, function, body), Is.EqualTo(status));
    }

    [Test]
    public async Task Only_the_master_key_opens_admin()
    {
        using var app = TestApp.WithStorage();
        await using var worker = await TestWorker.StartAsync(app, typeof(TimerSamples.Hourly));

        Assert.That(await PostAsync(worker, "Hourly", AnyInput, "function-key"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await worker.Http.GetAsync("admin/host/status")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await worker.Http.GetAsync("admin/host/ping")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var status = await worker.Http.GetFromJsonAsync<Dictionary<string, string>>("admin/host/status?code=master-key");
        Assert.That(status!["state"], Is.EqualTo("Running"));
        Assert.That(status["id"], Is.EqualTo(app.HostId));
        Assert.That(status, Does.ContainKey("version"));
    }

    private static async Task<HttpStatusCode> PostAsync(TestWorker worker, string function, string body, string key = "master-key")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"admin/functions/{function}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-functions-key", key);
        using var answer = await worker.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
