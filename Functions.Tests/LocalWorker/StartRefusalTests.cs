using Beejan.Functions.Tests.LocalWorker.Samples;
using LocalWorker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

[Parallelizable(ParallelScope.All)]
internal sealed class StartRefusalTests
{
    private static readonly TestCaseData<Type, string>[] Refused =
    [
        new(typeof(RefusedSamples.UnknownTrigger), "Function 'UnknownTrigger': 'QueueTriggerAttribute' is a trigger that doesn't run here; timers, HTTP and blobs do."),
        new(typeof(RefusedSamples.NoTrigger), "Function 'NoTrigger': found 0 trigger attributes on its parameters, expected one."),
        new(typeof(RefusedSamples.BadCron), "Function 'BadCron': the schedule '*/5 * * * *' is not of six fields"),
        new(typeof(RefusedSamples.NeverCron), "Function 'NeverCron': the schedule '0 0 0 30 2 *' is not of six fields"),
        new(typeof(RefusedSamples.AsyncVoid), "Function 'AsyncVoid': it is 'async void'"),
        new(typeof(RefusedSamples.Twin), "Function 'twins': two functions have this name"),
        new(typeof(RefusedSamples.Hidden), "Function 'Hidden': Hidden.Run is not public"),
        new(typeof(RefusedSamples.HiddenMethod), "Function 'HiddenMethod': HiddenMethod.Run is not public"),
        new(typeof(RefusedSamples.RetryOnHttp), "Function 'RetryOnHttp': a retry attribute belongs on timers only"),
        new(typeof(RefusedSamples.RetryOnBlob), "Function 'RetryOnBlob': a retry attribute belongs on timers only"),
        new(typeof(RefusedSamples.WrongParameter), "Function 'WrongParameter': nothing binds to its parameter 'other' of type 'String'; besides FunctionContext and CancellationToken there is name."),
        new(typeof(RefusedSamples.WrongTriggerType), "Function 'WrongTriggerType': a blobTrigger can't bind to 'String' here, only to BlobClient or BlockBlobClient."),
        new(typeof(RefusedSamples.WrongResult), "Function 'WrongResult': a httpTrigger can't return 'String' here."),
        new(typeof(RefusedSamples.DoubleUnderscore), "Function 'DoubleUnderscore': '%Times__Hourly%' does not resolve in Azure; write '%Times:Hourly%'."),
        new(typeof(RefusedSamples.UnknownSetting), "Function 'UnknownSetting': the setting 'Times:Nowhere' is not set"),
        new(typeof(RefusedSamples.UnknownConnection), "Function 'UnknownConnection': the connection 'Nowhere' is not set: set 'Nowhere' to a connection string"),
        new(typeof(RefusedSamples.EventGrid), "Function 'EventGrid': its blobs are announced by Event Grid"),
        new(typeof(RefusedSamples.BadPath), "Function 'BadPath': the blob path 'Big_Letters/{name}' is not of the form container/name"),
        new(typeof(RefusedSamples.BadRoute), "Function 'BadRoute': the route 'a/{b' is none"),
        new(typeof(RefusedSamples.UserLevel), "Function 'UserLevel': the authorization level User is not checked here"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void A_function_that_can_not_run_stops_the_start_with_a_sentence(Type function, string sentence)
    {
        // Nothing connects before the start.
        using var app = new TestApp { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" };

        Assert.That(RefusalOf(app, function), Does.StartWith(sentence));
    }

    [Test]
    public void Timers_and_blobs_need_the_hosts_storage()
    {
        using var app = new TestApp();

        Assert.That(RefusalOf(app, typeof(TimerSamples.Hourly)), Does.StartWith("Function 'Hourly': the connection 'AzureWebJobsStorage' is not set"));
        Assert.That(RefusalOf(app, typeof(BlobSamples.Splits)), Does.StartWith("Function 'Splits': the connection 'AzureWebJobsStorage' is not set"));
    }

    [Test]
    public void An_identity_connection_needs_both_addresses()
    {
        using var app = new TestApp { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["Lake:blobServiceUri"] = "https://lake.blob.core.windows.net" };

        Assert.That(RefusalOf(app, typeof(BlobSamples.Reads)), Does.Contain("has no 'Lake__queueServiceUri'"));
    }

    [TestCase("Lake", "UseDevelopmentStorage=true")]
    [TestCase("ConnectionStrings:Lake", "UseDevelopmentStorage=true")]
    [TestCase("AzureWebJobsLake", "UseDevelopmentStorage=true")]
    public void A_connection_is_found_in_every_place_where_the_host_looks(string setting, string value)
    {
        using var app = new TestApp { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", [setting] = value };

        Assert.That(() => TestWorker.CreateBuilder(app, typeof(BlobSamples.Reads)).Build(), Throws.Nothing);
    }

    [Test]
    public void An_identity_connection_is_found()
    {
        using var app = new TestApp
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Lake:blobServiceUri"] = "https://lake.blob.core.windows.net",
            ["Lake:queueServiceUri"] = "https://lake.queue.core.windows.net",
            ["Lake:credential"] = "managedidentity",
            ["Lake:clientId"] = "6f9619ff-8b86-d011-b42d-00c04fc964ff",
        };

        Assert.That(() => TestWorker.CreateBuilder(app, typeof(BlobSamples.Reads)).Build(), Throws.Nothing);
    }

    [Test]
    public void Http_needs_the_web_application()
    {
        using var app = new TestApp();
        var builder = new FunctionsApplicationBuilder(app.Args(), FunctionSource.Of("Functions.Tests", app.Folder, typeof(HttpSamples.Greets)));

        Assert.That(() => builder.Build(), Throws.TypeOf<StartRefusedException>().With.Message.Contains("ConfigureFunctionsWebApplication()"));
    }

    [Test]
    public void Application_insights_must_be_added_before_it_is_configured()
    {
        using var app = new TestApp();
        var without = TestWorker.CreateBuilder(app, typeof(HttpSamples.Greets));
        without.Services.ConfigureFunctionsApplicationInsights();
        var with = TestWorker.CreateBuilder(app, typeof(HttpSamples.Greets));
        with.Services.AddApplicationInsightsTelemetryWorkerService().ConfigureFunctionsApplicationInsights();

        Assert.That(() => without.Build(), Throws.TypeOf<StartRefusedException>().With.Message.Contains("AddApplicationInsightsTelemetryWorkerService()"));
        Assert.That(() => with.Build(), Throws.Nothing);
    }

    [TestCase("""{ "extensions": { "blobs": { "poisonBlobThreshold": 0 } } }""", "host.json: 'extensions:blobs:poisonBlobThreshold' is '0', expected a whole number above zero.")]
    [TestCase("""{ "functionTimeout": "soon" }""", "host.json: 'functionTimeout' is 'soon', expected hh:mm:ss or -1.")]
    [TestCase("{", "host.json can't be read")]
    public void A_host_json_that_makes_no_sense_stops_the_start(string hostJson, string sentence)
    {
        using var app = new TestApp();
        app.WriteFile("host.json", hostJson);

        Assert.That(RefusalOf(app, typeof(HttpSamples.Greets)), Does.StartWith(sentence));
    }

    [Test]
    public void An_app_is_built_once()
    {
        using var app = new TestApp();
        var builder = TestWorker.CreateBuilder(app, typeof(HttpSamples.Greets));
        builder.Build().Dispose();

        Assert.That(() => builder.Build(), Throws.InvalidOperationException);
        Assert.That(() => builder.Use(next => next), Throws.InvalidOperationException);
    }

    private static string RefusalOf(TestApp app, Type function) =>
        Assert.Throws<StartRefusedException>(() => TestWorker.CreateBuilder(app, function).Build())!.Message;
}
