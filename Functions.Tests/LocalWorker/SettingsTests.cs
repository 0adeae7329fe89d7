using Beejan.Functions.Tests.LocalWorker.Samples;
using Beejan.Functions.Tests.Support;
using LocalWorker.Hosting;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

[NonParallelizable]
internal sealed class SettingsTests
{
    [Test]
    public void Local_settings_stand_for_environment_variables_which_win_and_arguments_win_over_both()
    {
        using var app = new TestApp { ["Part:FromArgument"] = "argument" };
        app.WriteFile("local.settings.json", """
            { "IsEncrypted": false, "Values": { "Part__FromFile": "file", "Part__FromEnvironment": "file", "Part:FromArgument": "file", "AZURE_FUNCTIONS_ENVIRONMENT": "Staging" } }
            """);
        Environment.SetEnvironmentVariable("Part__FromEnvironment", "environment");
        Environment.SetEnvironmentVariable("AZURE_FUNCTIONS_Part__Prefixed", "prefixed");
        try
        {
            var builder = TestWorker.CreateBuilder(app, typeof(HttpSamples.Greets));

            Assert.That(builder.Configuration["Part:FromFile"], Is.EqualTo("file"));
            Assert.That(builder.Configuration["Part:FromEnvironment"], Is.EqualTo("environment"));
            Assert.That(builder.Configuration["Part:FromArgument"], Is.EqualTo("argument"));
            Assert.That(builder.Configuration["Part:Prefixed"], Is.EqualTo("prefixed"));
            Assert.That(builder.Environment.EnvironmentName, Is.EqualTo("Staging"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Part__FromEnvironment", null);
            Environment.SetEnvironmentVariable("AZURE_FUNCTIONS_Part__Prefixed", null);
        }
    }

    [TestCase("""{ "IsEncrypted": true, "Values": {} }""", "local.settings.json is encrypted")]
    [TestCase("{ \"Values\":", "local.settings.json can't be read")]
    public void Local_settings_that_can_not_be_read_stop_the_start(string content, string sentence)
    {
        using var app = new TestApp();
        app.WriteFile("local.settings.json", content);

        Assert.That(() => TestWorker.CreateBuilder(app), Throws.TypeOf<StartRefusedException>().With.Message.StartsWith(sentence));
    }

    [TestCase("Beejan.Functions", null, "beejan-functions")]
    [TestCase("A.Name.That.Is.Longer.Than.Thirty.Two.Letters", null, "a-name-that-is-longer-than-thirt")]
    [TestCase("Beejan.Functions", "pinned", "pinned")]
    public void The_host_id_is_pinned_or_made_of_the_assemblys_name(string assembly, string? pinned, string id)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureFunctionsWebHost:hostid", pinned)]).Build();

        Assert.That(HostId.Of(assembly, settings), Is.EqualTo(id));
    }

    [Test]
    public async Task A_stop_gives_running_invocations_their_time_and_then_cancels_them()
    {
        using var app = TestApp.WithStorage();
        app["LocalWorker:DrainTimeout"] = "00:00:00.5";
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Waits));
        await app.PutAsync("slow/a.txt", "x");
        await Eventually.Is(() => worker.Calls.MostInside == 1, "the function runs");

        await worker.StopAsync();

        Assert.That(worker.Calls.Seen, Is.Empty);
        Assert.That(worker.Logs.Lines.Select(line => line.Text), Has.Some.Contains("is cancelled").And.Some.Contains("(Failed, Id="));
        Assert.That(await app.ReceiptsAsync(), Is.Empty, "Cancelled is not done: the next start runs it again.");
    }

    [Test]
    public async Task A_stop_waits_for_what_ends_in_time()
    {
        using var app = TestApp.WithStorage();
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Waits));
        await app.PutAsync("slow/a.txt", "x");
        await Eventually.Is(() => worker.Calls.MostInside == 1, "the function runs");

        var stop = worker.StopAsync();
        Assert.That(stop.IsCompleted, Is.False);
        worker.Calls.Door.SetResult();
        await stop;

        Assert.That(worker.Calls.Seen.Single(), Is.EqualTo("slow/a.txt"));
        Assert.That(await app.ReceiptsAsync(), Has.Count.EqualTo(1));
    }
}
