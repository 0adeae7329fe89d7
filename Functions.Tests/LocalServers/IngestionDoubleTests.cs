using System.IO.Compression;
using System.Net;
using System.Text;
using Beejan.LocalServers.ApplicationInsights;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalServers;

public sealed class IngestionDoubleTests
{
    private const string Event = """{"name":"AppEvents","time":"2026-11-24T10:00:00Z","tags":{"ai.operation.id":"op","ai.cloud.role":"app"},"data":{"baseType":"EventData","baseData":{"name":"BatchClosed","properties":{"Source":"sms"},"measurements":{"Received":3}}}}""";
    private const string Failure = """{"name":"AppExceptions","time":"2026-11-24T10:00:00Z","sampleRate":50,"data":{"baseType":"ExceptionData","baseData":{"exceptions":[{"typeName":"A","message":"outer"},{"typeName":"B","message":"inner"}]}}}""";

    private IngestionDouble _ingestion = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _ingestion = await IngestionDouble.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_ingestion.ConnectionString.Split("IngestionEndpoint=")[1].Split(';')[0]) };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _ingestion.DisposeAsync();
    }

    [TestCase("v2/track", Event + "\n" + Failure)]
    [TestCase("v2.1/track", "[" + Event + "," + Failure + "]")]
    public async Task It_takes_lines_and_arrays_and_says_how_many(string path, string body)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(body));
        }

        using var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentEncoding = { "gzip" } } };
        using var answer = await _http.PostAsync(path, content);
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"itemsReceived":2,"itemsAccepted":2,"errors":[]}"""));

        var batch = _ingestion.Events("BatchClosed").Single();
        Assert.That((batch.OperationId, batch.Role, batch["Source"], batch["None"], batch.Measurements["Received"]), Is.EqualTo(("op", "app", "sms", "", 3d)));
        var failure = _ingestion.Of("Exception").Single();
        Assert.That((failure.Name, failure.Message, failure.SampleRate), Is.EqualTo(("A", "outer", 50d)));
        Assert.That(failure.Exceptions[1], Is.EqualTo(new ReceivedException("B", "inner")));
    }

    [Test]
    public async Task What_it_refuses_it_does_not_keep()
    {
        _ingestion.Refusals = _ => 429;
        using var content = new StringContent(Event);
        using var answer = await _http.PostAsync("v2/track", content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((_ingestion.Received.Count, _ingestion.Bodies.Single()), Is.EqualTo((0, Event)));
    }

    [Test]
    public async Task Every_endpoint_of_its_connection_string_is_on_this_machine()
    {
        var endpoints = _ingestion.ConnectionString.Split(';').Where(part => part.Contains("Endpoint=", StringComparison.Ordinal)).Select(part => new Uri(part.Split('=')[1]));
        Assert.That(endpoints.Select(endpoint => endpoint.IsLoopback), Has.All.True);
        Assert.That((await _http.GetAsync("v2/else")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
