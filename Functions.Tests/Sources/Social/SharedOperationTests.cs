using System.Diagnostics;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Telemetry;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>Several webhooks, one blob: whose operation goes on, and how the others are found.</summary>
public sealed class SharedOperationTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    [Test]
    public async Task A_blob_goes_on_with_the_first_deliverys_operation_and_the_others_say_which_blob_they_are_in()
    {
        await using var lake = await TestLake.StartAsync();
        await using var sent = await SentTelemetry.StartAsync();
        using var logs = new RecordedLogs();
        using var factory = new LoggerFactory([logs]);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        var options = Options.Create(new SocialOptions { CommitWindow = Window, CommitBytes = 1_000_000 });
        using var commit = new GroupCommit(lake.Store, options, clock, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), sent.Pipeline, factory.CreateLogger<GroupCommit>());

        var (first, one) = Deliver(commit, clock);
        var (_, other) = Deliver(commit, clock);
        clock.Advance(Window);
        await Task.WhenAll(one, other);

        var blobs = new List<BlobItem>();
        await foreach (var blob in lake.Store.Raw.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, CancellationToken.None))
        {
            blobs.Add(blob);
        }

        Assert.That(blobs.Select(blob => blob.Metadata[BlobMetadata.TraceParent].Split('-')[1]), Is.EqualTo(new[] { first }));
        var accepted = (await sent.ReadAsync("Event")).Single();
        Assert.That((accepted.Name, accepted.OperationId, accepted.Measurements["Deliveries"]), Is.EqualTo(("IntakeAccepted", first, 2d)));
        Assert.That(logs.Lines.Select(line => line.Text), Has.One.EqualTo($"Accepted a delivery from meta together with others, in raw/{blobs[0].Name}: that blob goes on under the operation of the first of them."));
    }

    private static (string Operation, Task Durable) Deliver(GroupCommit commit, FakeTimeProvider clock)
    {
        using var request = new Activity("request").Start();
        return (request.TraceId.ToHexString(), commit.AddAsync(new SocialFrame(clock.GetUtcNow(), "meta", new Dictionary<string, string>(), "{}"u8.ToArray()), CancellationToken.None));
    }
}
