using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.LocalWorker.Samples;
using Beejan.Functions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

[Parallelizable(ParallelScope.All)]
internal sealed partial class HttpTriggerTests
{
    [TestCase("GET", "api/greet/Ada/2", HttpStatusCode.OK, "GET Ada x 2")]
    [TestCase("POST", "api/greet/Ada", HttpStatusCode.OK, "POST Ada x 1")]
    [TestCase("DELETE", "api/greet/Ada", HttpStatusCode.MethodNotAllowed, "")]
    [TestCase("GET", "api/greet/Ada/often", HttpStatusCode.NotFound, "")]
    [TestCase("GET", "greet/Ada", HttpStatusCode.NotFound, "")]
    [TestCase("POST", "api/DefaultRoute", HttpStatusCode.Accepted, "body")]
    [TestCase("GET", "api/DefaultRoute", HttpStatusCode.MethodNotAllowed, "")]
    [TestCase("GET", "api/Throws", HttpStatusCode.InternalServerError, "")]
    public async Task A_request_is_answered_as_its_route_says(string method, string address, HttpStatusCode status, string body)
    {
        using var app = new TestApp();
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Greets), typeof(HttpSamples.DefaultRoute), typeof(HttpSamples.Throws));
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = method == "POST" ? new StringContent("body") : null };

        using var answer = await worker.Http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(body));
    }

    [Test]
    public async Task A_function_that_throws_is_logged_as_failed()
    {
        using var app = new TestApp();
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Throws));
        using var answer = await worker.Http.GetAsync("api/Throws");

        var line = worker.Logs.Lines.Single(line => line is { Category: "Function.Throws", Exception: not null });
        Assert.That(line.Text, Does.Match(@"^Executed 'Functions\.Throws' \(Failed, Id=[0-9a-f-]{36}, Duration=\d+ms\)$"));
        Assert.That(line.Exception!.Message, Is.EqualTo("GET failed."));
    }

    [TestCase("""{ "extensions": { "http": { "routePrefix": "v1/data" } } }""", "v1/data/greet/Ada")]
    [TestCase("""{ "extensions": { "http": { "routePrefix": "" } } }""", "greet/Ada")]
    public async Task The_route_prefix_comes_from_host_json(string hostJson, string address)
    {
        using var app = new TestApp();
        app.WriteFile("host.json", hostJson);
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Greets));

        Assert.That(await worker.Http.GetStringAsync(address), Is.EqualTo("GET Ada x 1"));
    }

    [TestCase("api/Keyed", null, HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "wrong", HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "function-key", HttpStatusCode.OK)]
    [TestCase("api/Keyed", "master-key", HttpStatusCode.OK)]
    [TestCase("api/guarded/6f9619ff-8b86-d011-b42d-00c04fc964ff", "function-key", HttpStatusCode.Unauthorized)]
    [TestCase("api/guarded/6f9619ff-8b86-d011-b42d-00c04fc964ff", "master-key", HttpStatusCode.OK)]
    public async Task A_key_opens_its_level_by_header_and_by_query(string address, string? key, HttpStatusCode status)
    {
        using var app = new TestApp();
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Keyed), typeof(HttpSamples.Guarded));
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null)
        {
            byHeader.Headers.Add("x-functions-key", key);
        }

        using var headerAnswer = await worker.Http.SendAsync(byHeader);
        using var queryAnswer = await worker.Http.GetAsync($"{address}?code={key}");

        Assert.That(headerAnswer.StatusCode, Is.EqualTo(status));
        Assert.That(queryAnswer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_key_that_is_not_set_opens_nothing_and_the_start_says_so()
    {
        using var app = new TestApp { ["LocalWorker:FunctionKey"] = null, ["LocalWorker:MasterKey"] = null };
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Keyed));

        using var answer = await worker.Http.GetAsync("api/Keyed?code=");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(worker.Logs.Lines.Select(line => line.Text), Has.Some.StartsWith("The setting 'LocalWorker:FunctionKey' is not set")
            .And.Some.StartsWith("The setting 'LocalWorker:MasterKey' is not set"));
    }

    [TestCase("api/Keyed", null, null, HttpStatusCode.OK)]
    [TestCase("api/Keyed", "Host", "localhost", HttpStatusCode.OK)]
    [TestCase("api/Keyed", "Host", "[::1]:7071", HttpStatusCode.OK)]
    [TestCase("api/Keyed", "Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [TestCase("api/Keyed", "Host", "rebound.example", HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "X-Forwarded-For", "203.0.113.9", HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "Forwarded", "for=203.0.113.9", HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "Via", "1.1 proxy", HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "Origin", "https://elsewhere.example", HttpStatusCode.Unauthorized)]
    [TestCase("api/Keyed", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Unauthorized)]
    [TestCase("api/guarded/6f9619ff-8b86-d011-b42d-00c04fc964ff", null, null, HttpStatusCode.Unauthorized)]
    [TestCase("admin/host/status", null, null, HttpStatusCode.Unauthorized)]
    public async Task A_setting_opens_functions_to_this_machine_and_to_nobody_behind_it(string address, string? header, string? value, HttpStatusCode status)
    {
        using var app = new TestApp { ["LocalWorker:OpenOnLoopback"] = "true" };
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Keyed), typeof(HttpSamples.Guarded));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var answer = await worker.Http.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task The_context_tells_of_its_invocation_and_logs_carry_it()
    {
        using var app = new TestApp();
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Introduces));

        var first = await worker.Http.GetFromJsonAsync<Dictionary<string, string>>("api/Introduces");
        var second = await worker.Http.GetFromJsonAsync<Dictionary<string, string>>("api/Introduces");

        Assert.That(first!["name"], Is.EqualTo("Introduces"));
        Assert.That(first["entry"], Is.EqualTo(typeof(HttpSamples.Introduces).FullName + ".Run"));
        Assert.That(first["trigger"], Is.EqualTo("httpTrigger"));
        Assert.That(first["sameHttp"], Is.EqualTo("True"));
        Assert.That(TraceParent().IsMatch(first["trace"]));
        Assert.That(second!["invocation"], Is.Not.EqualTo(first["invocation"]));
        Assert.That(worker.Calls.Seen.Take(2), Is.EqualTo(["function", "disposed"]));

        var inside = worker.Logs.Lines.First(line => line.Text == "inside");
        Assert.That(inside.Scope["AzureFunctions_FunctionName"], Is.EqualTo("Introduces"));
        Assert.That(inside.Scope["AzureFunctions_InvocationId"], Is.EqualTo(first["invocation"]));
    }

    [Test]
    public async Task Middleware_runs_in_the_order_in_which_it_was_added_and_then_the_function()
    {
        using var app = new TestApp
        {
            Configure = static builder =>
            {
                builder.UseMiddleware<Outer>();
                builder.UseWhen<Outer>(static context => context.FunctionDefinition.Name == "Other");
                builder.UseWhen<Inner>(static context => context.FunctionDefinition.Name == "Introduces");
                builder.UseMiddleware(static (context, next) =>
                {
                    context.Features.Set("set by middleware");
                    return next();
                });
            },
        };
        await using var worker = await TestWorker.StartAsync(app, typeof(HttpSamples.Introduces));

        var answer = await worker.Http.GetFromJsonAsync<Dictionary<string, string>>("api/Introduces");

        Assert.That(answer!["feature"], Is.EqualTo("set by middleware"));
        Assert.That(worker.Calls.Seen, Is.EqualTo(["outer in", "inner in", "function", "disposed", "inner out", "outer out"]));
    }

    [Test]
    public async Task An_invocation_has_services_of_its_own_as_far_as_they_are_scoped()
    {
        using var app = new TestApp
        {
            Configure = static builder => builder.Services.AddScoped<ScopedServices.OfOneInvocation>()
                .AddKeyedScoped("again", static (services, _) => services.GetRequiredService<ScopedServices.OfOneInvocation>()),
        };
        await using var worker = await TestWorker.StartAsync(app, typeof(ScopedServices.Uses));

        var first = await worker.Http.GetStringAsync("api/UsesScoped");
        var second = await worker.Http.GetStringAsync("api/UsesScoped");

        Assert.That(Guid.TryParse(first, out _) && Guid.TryParse(second, out _) && first != second, $"{first}, {second}");
        await Eventually.Is(() => worker.Calls.Seen.Distinct().Count() == 2, "both were disposed of");
        Assert.That(worker.Calls.Seen.Distinct(), Is.EquivalentTo([$"disposed {first}", $"disposed {second}"]));
    }

    private sealed class Outer(Calls calls) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            calls.Add("outer in");
            await next(context);
            calls.Add("outer out");
        }
    }

    private sealed class Inner(Calls calls) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            calls.Add("inner in");
            await next(context);
            calls.Add("inner out");
        }
    }

    [GeneratedRegex("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$")]
    private static partial Regex TraceParent();
}
