using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.ApplicationInsights.DataContracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>What libraries would tell is scrubbed on its way out.</summary>
public sealed class TelemetryScrubberTests
{
    private const string Text = "0803 111 2222 says no light";

    private static readonly FailedInvocation Failed = new("CleanSms", "1", "sms", "Clean", "raw/sms/x", "Defect", "Mend it.");

    private SentTelemetry _sent = null!;

    [SetUp]
    public async Task StartAsync() => _sent = await SentTelemetry.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _sent.DisposeAsync();

    [Test]
    public async Task A_librarys_message_is_withheld_and_the_type_and_the_stack_are_not()
    {
        _sent.Pipeline.Track(Assert.Throws<FormatException>(() => _ = int.Parse(Text, CultureInfo.InvariantCulture)), Failed);
        var failure = (await _sent.ReadAsync("Exception")).Single();
        Assert.That((failure.Name, failure.Message), Is.EqualTo(("System.FormatException", "(message withheld: it may quote a customer's data)")));
        Assert.That(string.Concat(_sent.Ingestion.Bodies), Does.Contain("parsedStack").And.Not.Contain("0803"));
    }

    [Test]
    public async Task Of_a_database_the_state_is_told_and_not_the_row()
    {
        var row = new PostgresException($"""invalid input syntax for type integer: "{Text}" """, "ERROR", "ERROR", "22P02", detail: $"Failing row contains ({Text}).");
        _sent.Pipeline.Track(new InvalidOperationException("Reading failed on " + Text, row), Failed);
        var failure = (await _sent.ReadAsync("Exception")).Single();
        Assert.That(failure.Exceptions[1].Message, Does.StartWith("SQLSTATE 22P02 "));
        Assert.That(string.Concat(_sent.Ingestion.Bodies), Does.Not.Contain("0803"));
    }

    [Test]
    public async Task What_our_own_code_says_is_told_also_in_an_exception_of_several()
    {
        var ours = new WrongBlobException("raw/sms/x", "raw/sms/yyyy/…");
        _sent.Pipeline.Track(new AggregateException("2 accounts: " + Text, ours, new FormatException(Text)), Failed);
        var failure = (await _sent.ReadAsync("Exception")).Single();
        Assert.That(failure.Exceptions.Select(exception => exception.Message), Is.EqualTo(new[] { "One or more errors occurred.", ours.Message, "(message withheld: it may quote a customer's data)" }));
    }

    [Test]
    public async Task A_logged_exception_is_a_line_without_what_the_exception_says()
    {
        var logger = _sent.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Function.CleanSms");
#pragma warning disable CA1848, CA2254 // as a library would log it
        logger.LogError(new FormatException(Text), "Failed with key=s3cret");
#pragma warning restore CA1848, CA2254
        var line = (await _sent.ReadAsync("Trace")).Single();
        Assert.That(line.Message, Is.EqualTo("Failed with key=***"));
        Assert.That(_sent.Ingestion.Of("Exception"), Is.Empty, "the invocation's failure is told once, by FailureReport");
        Assert.That(string.Concat(_sent.Ingestion.Bodies), Does.Not.Contain("0803").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Of_a_call_the_query_is_not_told_and_of_a_statement_nothing()
    {
        for (var i = 0; i < 200; i++) // of which one in ten is sent
        {
            _sent.Client.TrackDependency(new DependencyTelemetry { Type = "Http", Name = "GET /Messages.json?To=%2B2348031112222", Data = "https://api.example/Messages.json?To=%2B2348031112222&code=s3cret", Target = "api.example" });
            _sent.Client.TrackDependency(new DependencyTelemetry { Type = "SQL", Name = "server | forms", Data = $"SELECT * FROM web_form WHERE message = '{Text}'" });
        }

        var calls = await _sent.ReadAsync("Dependency");
        Assert.That(calls.Select(call => call.Message).Distinct(), Is.EquivalentTo(new[] { "https://api.example/Messages.json", "" }));
        Assert.That(string.Concat(_sent.Ingestion.Bodies), Does.Not.Contain("8031112222").And.Not.Contain("s3cret").And.Not.Contain("no light"));
    }

    [Test]
    public async Task Requests_and_properties_of_anything_are_masked_too()
    {
        _sent.Client.TrackRequest(new RequestTelemetry { Name = "GET api/status", Url = new Uri("https://app.example/api/status?code=s3cret") });
        _sent.Client.TrackEvent("Something", new Dictionary<string, string> { ["Address"] = "?code=s3cret", ["Who"] = "ada@mail.example.org" });
        await _sent.ReadAsync("Event");
        Assert.That(string.Concat(_sent.Ingestion.Bodies), Does.Contain("Something").And.Contain("https://app.example/api/status").And.Not.Contain("s3cret").And.Not.Contain("ada@"));
    }
}
