using System.Collections.Immutable;
using System.Diagnostics;
using Azure;
using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Moq;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>What is told of an invocation that failed, and of one that went well.</summary>
public sealed class FailureReportTests
{
    private const string Path = "raw/sms/2026/11/24/000000000-AC1-0123456789abcdef.json";

    private static readonly LakeSource Sms = IdleSource.Of("sms");

    private static readonly RequestFailedException Busy = new(503, "busy", "ServerBusy", null);

    private TestLake _lake = null!;
    private SentTelemetry _sent = null!;
    private RecordedLogs _logs = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [SetUp]
    public async Task ListenAsync() => (_sent, _logs) = (await SentTelemetry.StartAsync(), new RecordedLogs());

    [TearDown]
    public async Task EndAsync()
    {
        _logs.Dispose();
        await _sent.DisposeAsync();
    }

    [TestCase(0, 4, false)]
    [TestCase(3, 4, false)]
    [TestCase(4, 4, true)]
    public async Task A_timer_has_failed_when_its_last_retry_has(int retry, int retries, bool isTold)
    {
        await FailAsync(Report(), Context("IngestSms", "timerTrigger", retry: (retry, retries)), Busy);
        var failed = await _sent.ReadAsync("Event");
        Assert.That(failed.Select(item => (item.Name, item["Feed"], item["Function"])), Is.EqualTo(isTold ? [("FunctionFailed", "sms", "IngestSms")] : Array.Empty<(string, string, string)>()));
        Assert.That(_sent.Ingestion.Of("Exception"), Has.Count.EqualTo(1), "each try is told");
    }

    [Test]
    public async Task A_timer_without_retries_and_a_request_have_failed_at_once_and_a_blob_has_not()
    {
        var report = Report();
        await FailAsync(report, Context("IngestSms", "timerTrigger"), Busy);
        await FailAsync(report, Context("Trace", "httpTrigger"), Busy);
        await FailAsync(report, Context("CleanSms", "blobTrigger", Path), Busy);
        Assert.That((await _sent.ReadAsync("Event")).Select(item => (item["Feed"], item["Function"])), Is.EqualTo(new[] { ("sms", "IngestSms"), ("Trace", "Trace") }));
        Assert.That(
            _sent.Ingestion.Of("Exception").Select(item => (item["Stage"], item["Source"], item["Path"], item["Cause"])),
            Is.EqualTo(new[] { ("Ingest", "sms", "", "BrokenWorld"), ("Operations", "", "", "BrokenWorld"), ("Clean", "sms", Path, "BrokenWorld") }));
    }

    // A timer's goes on over a restart; a request leaves no note.
    [TestCase("IngestCallLogs", "timerTrigger", true)]
    [TestCase("Trace", "httpTrigger", false)]
    public async Task While_a_failure_lasts_its_alert_says_since_when_and_only_then(string function, string trigger, bool isOverRestarts)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        var (report, context) = (Report(clock: clock), Context(function, trigger));
        await FailAsync(report, context, Busy);
        clock.Advance(TimeSpan.FromMinutes(15));
        await FailAsync(isOverRestarts ? Report(clock: clock) : report, context, Busy);
        await report.Invoke(context, _ => Task.CompletedTask);
        clock.Advance(TimeSpan.FromMinutes(15));
        await FailAsync(report, context, Busy);

        var told = (await _sent.ReadAsync("Event")).Where(item => item.Name == "FunctionFailed");
        Assert.That(told.Select(item => item["Since"][11..16]), Is.EqualTo(new[] { "10:00", "10:00", "10:30" }));
    }

    [Test]
    public async Task A_failed_blob_has_a_note_that_counts_until_it_goes_well()
    {
        var (report, context) = (Report(), Context("CleanSms", "blobTrigger", Path));
        await FailAsync(report, context, Busy);
        await FailAsync(report, context, new AggregateException(Busy, Busy));
        var note = await FailureNotes.FindAsync(_lake.Store, "CleanSms", Path, CancellationToken.None);
        Assert.That((note!.Source, note.Times, note.Exception, note.Cause), Is.EqualTo(("sms", 2, nameof(RequestFailedException), FailureCause.BrokenWorld)));

        await report.Invoke(context, _ => Task.CompletedTask);
        Assert.That(await FailureNotes.FindAsync(_lake.Store, "CleanSms", Path, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_timer_that_goes_well_says_so_and_forgets_what_an_app_before_this_one_noted()
    {
        var context = Context("IngestSms", "timerTrigger");
        await FailAsync(Report(), context, Busy);
        await Report().Invoke(context, _ => Task.CompletedTask);
        Assert.That(await FailureNotes.FindAsync(_lake.Store, "IngestSms", "", CancellationToken.None), Is.Null);
        Assert.That((await _sent.ReadAsync("Event")).Single(item => item.Name == "FunctionRan")["Function"], Is.EqualTo("IngestSms"));
    }

    [Test]
    public async Task A_failure_belongs_to_the_operation_that_brought_the_blob()
    {
        using var webhook = new Activity("webhook").Start();
        var metadata = new Dictionary<string, string>();
        BlobOperation.Write(metadata);
        webhook.Stop();
        using var invocation = new Activity("invocation").Start();
        await FailAsync(Report(), Context("LoadSms", "blobTrigger", "clean/x"), null, () => BlobOperation.GoOnAsync("load", metadata, () => throw Busy));

        var operation = webhook.TraceId.ToHexString();
        Assert.That((await _sent.ReadAsync("Exception")).Single().OperationId, Is.EqualTo(operation).And.Not.EqualTo(invocation.TraceId.ToHexString()));
        Assert.That((await FailureNotes.FindAsync(_lake.Store, "LoadSms", "clean/x", CancellationToken.None))!.OperationId, Is.EqualTo(operation));
    }

    [Test]
    public async Task A_storage_that_is_away_hides_no_failure()
    {
        var nowhere = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a")]).Build());
        await FailAsync(Report(nowhere), Context("CleanSms", "blobTrigger", Path), Busy);
        await Eventually.Is(() => _sent.Ingestion.Of("Exception").Count > 0, "the exception was sent"); // the note's patience is the buffer's, too: it may be on its way
        Assert.That(_sent.Ingestion.Of("Exception").Single().Name, Is.EqualTo("Azure.RequestFailedException"));
        Assert.That(_logs.Lines.Select(line => line.Text), Has.One.StartsWith($"CleanSms failed on {Path}, and the note of it could not be kept"));
    }

    [Test]
    public async Task A_caller_who_hangs_up_and_a_timer_that_is_stopped_alert_nobody()
    {
        var stopped = new CancellationToken(canceled: true);
        var report = Report();
        await FailAsync(report, Context("Trace", "httpTrigger", cancellationToken: stopped), new OperationCanceledException(stopped));
        await FailAsync(report, Context("IngestSms", "timerTrigger", cancellationToken: stopped), new OperationCanceledException(stopped));
        Assert.That(await _sent.ReadAsync("Event"), Is.Empty);
        Assert.That(_sent.Ingestion.Of("Exception").Select(item => item["Function"]), Is.EqualTo(new[] { "IngestSms" }));
    }

    private FailureReport Report(LakeStore? lake = null, TimeProvider? clock = null)
        => new(lake ?? _lake.Store, _sent.Pipeline, [Sms], clock ?? TimeProvider.System, new LoggerFactory([_logs]).CreateLogger<FailureReport>());

    private static async Task FailAsync(FailureReport report, FunctionContext context, Exception? failure, Func<Task>? work = null)
    {
        try
        {
            await report.Invoke(context, _ => work is null ? throw failure! : work());
        }
        catch (Exception thrown)
        {
            Assert.That(thrown, Is.SameAs(failure ?? Busy), "the host sees what was thrown");
            return;
        }

        Assert.Fail("It went well.");
    }

    private static FunctionContext Context(string function, string trigger, string path = "", (int Retry, int Most)? retry = null, CancellationToken cancellationToken = default)
    {
        var binding = Mock.Of<BindingMetadata>(binding => binding.Type == trigger);
        var definition = Mock.Of<FunctionDefinition>(definition => definition.Name == function && definition.InputBindings == ImmutableDictionary<string, BindingMetadata>.Empty.Add("input", binding));
        var triggerData = new Dictionary<string, object?>();
        if (path.Length > 0)
        {
            triggerData["BlobTrigger"] = path;
        }

        var data = Mock.Of<BindingContext>(data => data.BindingData == triggerData);
        var context = new Mock<FunctionContext>();
        context.SetupGet(mock => mock.FunctionDefinition).Returns(definition);
        context.SetupGet(mock => mock.BindingContext).Returns(data);
        context.SetupGet(mock => mock.InvocationId).Returns(Guid.NewGuid().ToString());
        context.SetupGet(mock => mock.CancellationToken).Returns(cancellationToken);
        context.SetupGet(mock => mock.RetryContext).Returns(retry is { } tries ? Mock.Of<RetryContext>(mock => mock.RetryCount == tries.Retry && mock.MaxRetryCount == tries.Most) : null!); // as Microsoft's is
        return context.Object;
    }
}
