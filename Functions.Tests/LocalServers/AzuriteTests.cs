using System.Diagnostics;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Azure.Storage.Sas;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.LocalServers;

internal sealed class AzuriteTests
{
    private string _data = "";

    [SetUp]
    public void A_folder() => _data = Path.Combine(Path.GetTempPath(), $"azurite-{Guid.NewGuid():N}");

    [TearDown]
    public void No_folder()
    {
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    [Test]
    public async Task A_blob_is_written_once_under_if_none_match()
    {
        var blob = (await ContainerAsync()).GetBlobClient("once.txt");
        var createOnly = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await blob.UploadAsync(BinaryData.FromString("first"), createOnly);

        var second = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second"), createOnly));

        Assert.That(second!.Status, Is.EqualTo(409));
        Assert.That((await blob.DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("first"));
    }

    [Test]
    public async Task Stopped_and_started_again_it_answers_at_the_same_addresses_with_what_it_held()
    {
        await using var azurite = await Azurite.StartAsync(_data);
        var container = new BlobContainerClient(azurite.ConnectionString, "kept", new BlobClientOptions { Retry = { MaxRetries = 0 } });
        await container.CreateAsync();
        await container.GetBlobClient("a").UploadAsync(BinaryData.FromString("kept"));

        await azurite.StopAsync();
        Assert.That(async () => await container.GetBlobClient("a").ExistsAsync(), Throws.InstanceOf<Exception>());

        await azurite.StartAgainAsync();
        Assert.That((await container.GetBlobClient("a").DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("kept"));
    }

    [Test]
    public async Task Blocks_are_committed_and_listed_with_their_metadata()
    {
        var container = await ContainerAsync();
        var blob = container.GetBlockBlobClient("2026/11/22/blocks.txt");
        foreach (var part in (string[])["a", "b"])
        {
            await blob.StageBlockAsync(Convert.ToBase64String(Encoding.ASCII.GetBytes(part)), new MemoryStream(Encoding.ASCII.GetBytes(part)));
        }

        await blob.CommitBlockListAsync(["YQ==", "Yg=="], new CommitBlockListOptions { Metadata = new Dictionary<string, string> { ["account"] = "one" } });

        var listed = await container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "2026/", CancellationToken.None).SingleAsync();
        Assert.That(listed.Metadata["account"], Is.EqualTo("one"));
        Assert.That((await blob.DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("ab"));
    }

    [Test]
    public async Task A_signed_address_opens_one_blob()
    {
        var blob = (await ContainerAsync()).GetBlobClient("signed.txt");
        await blob.UploadAsync(BinaryData.FromString("text"));

        var signed = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(5)));

        Assert.That((await signed.DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("text"));
        await Assert.ThrowsAsync<RequestFailedException>(() => signed.DeleteAsync());
    }

    [Test]
    public async Task A_queue_gives_back_what_was_sent()
    {
        var queue = new QueueClient(AzuriteServer.ConnectionString, $"q{Guid.NewGuid():N}");
        await queue.CreateAsync();
        await queue.SendMessageAsync("hello");

        Assert.That((await queue.ReceiveMessageAsync()).Value.Body.ToString(), Is.EqualTo("hello"));
    }

    [Test]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        await using (var first = await Azurite.StartAsync(_data))
        {
            await new BlobContainerClient(first.ConnectionString, "kept").CreateAsync();
            await new BlobClient(first.ConnectionString, "kept", "a.txt").UploadAsync(BinaryData.FromString("kept"));
        }

        await using var second = await Azurite.StartAsync(_data);
        var content = await new BlobClient(second.ConnectionString, "kept", "a.txt").DownloadContentAsync();
        Assert.That(content.Value.Content.ToString(), Is.EqualTo("kept"));
    }

    [Test]
    public async Task It_is_gone_when_the_process_that_started_it_is_killed()
    {
        using var parent = TestProcess.Start("azurite", _data);
        using var azurite = Process.GetProcessById(int.Parse((await parent.StandardOutput.ReadLineAsync())!, null));

        parent.Kill();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await azurite.WaitForExitAsync(patience.Token);
        Assert.That(azurite.HasExited);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Signals.")]
    public async Task Ctrl_c_leaves_it_to_its_parent_to_end_it()
    {
        await using var azurite = await Azurite.StartAsync(_data);
        await Process.Start("kill", ["-INT", $"{azurite.ProcessId}"]).WaitForExitAsync();

        var container = new BlobContainerClient(azurite.ConnectionString, "after");

        Assert.That((await container.CreateAsync()).GetRawResponse().Status, Is.EqualTo(201));
    }

    [Test]
    public async Task An_azurite_that_ends_early_says_what_it_said()
    {
        var broken = Directory.CreateDirectory(Path.Combine(_data, "__azurite_db_blob__.json"));

        var ended = await Assert.ThrowsAsync<LocalServerException>(() => Azurite.StartAsync(broken.Parent!.FullName));

        Assert.That(ended!.Message, Does.StartWith("Azurite ended before it was ready (exit code 1): ").And.Contain("EISDIR"));
    }

    [Test]
    public async Task Missing_node_is_one_sentence_that_says_what_to_install()
    {
        var missing = await Assert.ThrowsAsync<LocalServerException>(() =>
            Azurite.StartAsync(_data, new Node { Command = "no-such-node" }, null, CancellationToken.None));

        Assert.That(missing!.Message, Is.EqualTo("'no-such-node' was not found: install Node.js 20 or newer with npm, and see that both are on PATH."));
    }

    [Test]
    public void Old_node_is_one_sentence_that_says_what_to_install()
    {
        var old = Assert.Throws<LocalServerException>(() => Node.RequireVersion("v18.19.0\n"));

        Assert.That(old!.Message, Does.StartWith("Found Node.js 'v18.19.0', Azurite needs 20 or newer"));
    }

    private static async Task<BlobContainerClient> ContainerAsync()
    {
        var container = new BlobContainerClient(AzuriteServer.ConnectionString, $"c{Guid.NewGuid():N}");
        await container.CreateAsync();
        return container;
    }
}
