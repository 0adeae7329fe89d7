using System.Text.Json;
using Beejan.Functions.Tests.LocalWorker.Samples;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalWorker;

[Parallelizable(ParallelScope.All)]
internal sealed class BlobTriggerTests
{
    [Test]
    public async Task A_new_blob_runs_the_function_within_a_second_and_its_name_holds_slashes()
    {
        using var app = TestApp.WithStorage();
        await app.Container.CreateAsync();
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));

        await app.PutAsync("in/2026/11/22/a.json", "one");
        await worker.SeesAsync(1, withinSeconds: 2);

        Assert.That(worker.Calls.Seen.Single(), Is.EqualTo("2026/11/22/a.json=one"));
    }

    [Test]
    public async Task A_container_that_is_missing_is_waited_for()
    {
        using var app = TestApp.WithStorage();
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));
        await Task.Delay(500);

        await app.PutAsync("in/late.txt", "x");

        await worker.SeesAsync(1);
        Assert.That(worker.Logs.Lines.Select(line => line.Text), Has.None.Contains("can't be reached"));
    }

    [Test]
    public async Task A_pattern_gives_its_parts_to_the_parameters()
    {
        using var app = TestApp.WithStorage();
        await app.PutAsync("split/2026-11-22/a.b.csv", "x");
        await app.PutAsync("split/no-match", "x");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Splits));

        await worker.SeesAsync(1);

        Assert.That(worker.Calls.Seen.Single(), Is.EqualTo($"split/2026-11-22/a.b.csv: 2026-11-22 a.b csv {app.ContainerName}/split/2026-11-22/a.b.csv"));
    }

    [Test]
    public async Task A_restart_fires_what_was_missed_and_nothing_else()
    {
        using var app = TestApp.WithStorage();
        await app.PutAsync("in/before.txt", "1");
        await using (var first = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads)))
        {
            await first.SeesAsync(1);
            await Eventually.Is(async () => (await app.ReceiptsAsync()).Count == 1, "a receipt was written");
        }

        await app.PutAsync("in/missed.txt", "2");
        await using var second = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));
        await second.SeesAsync(1);
        await app.PutAsync("in/after.txt", "3");
        await second.SeesAsync(2);

        Assert.That(second.Calls.Seen, Is.EqualTo(["missed.txt=2", "after.txt=3"]));
    }

    [Test]
    public async Task A_receipt_lies_where_the_host_keeps_it()
    {
        using var app = TestApp.WithStorage();
        await app.PutAsync("in/a.txt", "1");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));
        await Eventually.Is(async () => (await app.ReceiptsAsync()).Count == 1, "a receipt was written");

        var etag = (await app.Container.GetBlobClient("in/a.txt").GetPropertiesAsync()).Value.ETag.ToString("H");
        Assert.That((await app.ReceiptsAsync()).Single(),
            Is.EqualTo($"blobreceipts/{app.HostId}/Host.Functions.Reads/{etag}/{app.ContainerName}/in/a.txt"));
    }

    [Test]
    public async Task An_overwritten_blob_runs_it_again()
    {
        using var app = TestApp.WithStorage();
        await app.PutAsync("in/a.txt", "1");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));
        await worker.SeesAsync(1);

        await app.PutAsync("in/a.txt", "2");
        await worker.SeesAsync(2);

        Assert.That(worker.Calls.Seen, Is.EqualTo(["a.txt=1", "a.txt=2"]));
    }

    [Test]
    public async Task A_blob_that_keeps_failing_goes_to_the_poison_queue_and_is_not_tried_after_a_restart()
    {
        using var app = TestApp.WithStorage();
        app.WriteFile("host.json", """{ "version": "2.0", "extensions": { "blobs": { "poisonBlobThreshold": 3 } } }""");
        await app.PutAsync("bad/a.txt", "1");
        await using (var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Fails)))
        {
            await Eventually.Is(async () => (await app.ReceiptsAsync()).Count == 1, "a receipt was written");

            Assert.That(worker.Calls.Seen, Has.Count.EqualTo(3));
            Assert.That(worker.Calls.Seen.Distinct().Count(), Is.EqualTo(3), "Every try is an invocation of its own.");
        }

        using var message = await PoisonMessageAsync(app.ContainerName);
        var etag = (await app.Container.GetBlobClient("bad/a.txt").GetPropertiesAsync()).Value.ETag.ToString("H");
        Assert.That(message.RootElement.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.GetString()), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["Type"] = "BlobTrigger",
            ["FunctionId"] = "Host.Functions.Fails",
            ["BlobType"] = "BlockBlob",
            ["ContainerName"] = app.ContainerName,
            ["BlobName"] = "bad/a.txt",
            ["ETag"] = etag,
        }));

        await using var again = await TestWorker.StartAsync(app, typeof(BlobSamples.Fails), typeof(BlobSamples.Reads));
        await app.PutAsync("in/marker.txt", "x");
        await again.SeesAsync(1);
        Assert.That(again.Calls.Seen.Single(), Is.EqualTo("marker.txt=x"));
    }

    [Test]
    public async Task A_blob_that_was_deleted_meanwhile_is_done_with()
    {
        using var app = TestApp.WithStorage();
        await app.PutAsync("gone/a.txt", "1");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.FailsOnceDeleted), typeof(BlobSamples.Reads));
        await worker.SeesAsync(1);
        await app.PutAsync("in/marker.txt", "x");
        await worker.SeesAsync(2);

        Assert.That(worker.Calls.Seen, Is.EqualTo(["gone/a.txt", "marker.txt=x"]));
        Assert.That(worker.Logs.Lines.Select(line => line.Text), Has.None.Contains("webjobs-blobtrigger-poison"));
    }

    [Test]
    public async Task No_more_run_at_once_than_host_json_allows()
    {
        using var app = TestApp.WithStorage();
        app.WriteFile("host.json", """{ "extensions": { "blobs": { "maxDegreeOfParallelism": 2 } } }""");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => app.PutAsync($"slow/{number}.txt", "x")));
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Waits));

        await Eventually.Is(() => worker.Calls.MostInside == 2, "two ran at once");
        worker.Calls.Door.SetResult();
        await worker.SeesAsync(6);

        Assert.That(worker.Calls.MostInside, Is.EqualTo(2));
    }

    [Test]
    public async Task An_outage_of_the_storage_is_logged_and_survived()
    {
        await using var gate = new StorageGate(AzuriteServer.ConnectionString);
        using var app = TestApp.WithStorage();
        app["Lake"] = gate.ConnectionString;
        await app.PutAsync("in/before.txt", "1");
        await using var worker = await TestWorker.StartAsync(app, typeof(BlobSamples.Reads));
        await worker.SeesAsync(1);

        await gate.CloseAsync();
        await Eventually.Is(() => worker.Logs.Lines.Any(line => line.Text.Contains("can't be reached", StringComparison.Ordinal)), "the outage was logged");
        await app.PutAsync("in/meanwhile.txt", "2");
        gate.Open();

        await worker.SeesAsync(2);
        Assert.That(worker.Calls.Seen[1], Is.EqualTo("meanwhile.txt=2"));
    }

    private static async Task<JsonDocument> PoisonMessageAsync(string container)
    {
        // The queue is everybody's: find ours among the messages of other tests.
        var messages = await TestApp.Poison.PeekMessagesAsync(32);
        return messages.Value.Select(message => JsonDocument.Parse(Convert.FromBase64String(message.Body.ToString())))
            .Single(message => message.RootElement.GetProperty("ContainerName").GetString() == container);
    }
}
