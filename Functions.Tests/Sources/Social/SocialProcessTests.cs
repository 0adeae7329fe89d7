using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.Demo;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>What only the app as a process of its own can show: requests over a socket, and its end in the midst of them.</summary>
[Platform(Exclude = "Win", Reason = "Signals.")]
internal sealed class SocialProcessTests
{
    private const int Clients = 16;
    private const int AcceptedBeforeTheEnd = 200;

    [TestCase("TERM")]
    [TestCase("KILL")]
    public async Task What_was_answered_with_200_is_in_the_lake_however_the_app_ends(string signal)
    {
        await using var app = await TestApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        var accepted = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = Enumerable.Range(0, Clients).Select(client => Task.Run(() => PostUntilRefusedAsync(client))).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await app.SignalAsync(signal);
        await Task.WhenAll(clients);

        var kept = await ReadAsync(app);
        TestContext.Out.WriteLine($"{accepted.Count} accepted, {kept.Sum(blob => blob.Count)} kept in {kept.Count} blobs");
        Assert.That(accepted, Is.SubsetOf(kept.SelectMany(blob => blob)));
        Assert.That(kept, Has.Some.Count.GreaterThan(1), "deliveries shared blobs while it ended");

        async Task PostUntilRefusedAsync(int client)
        {
            for (var i = 0; ; i++)
            {
                var text = $$"""{"object":"page","entry":[],"delivery":"{{client}}.{{i}}"}""";
                try
                {
                    using var response = await http.SendAsync(Request(Webhook.Meta(Encoding.UTF8.GetBytes(text))));
                    if (response.IsSuccessStatusCode)
                    {
                        accepted.Add(text);
                    }
                }
                catch (HttpRequestException)
                {
                    return; // it is gone
                }

                if (accepted.Count >= AcceptedBeforeTheEnd)
                {
                    enough.TrySetResult();
                }
            }
        }
    }

    [Test]
    public async Task Nasty43_However_http_carries_a_delivery_it_is_accepted_up_to_the_cap()
    {
        await using var app = await TestApp.StartAsync(given: ("Social__MaxBodyBytes", "100000"));
        using var http = new HttpClient { BaseAddress = app.Address };
        Assert.That(await SendAsync(1), Is.EqualTo(200));
        Assert.That(await SendAsync(2, type: null), Is.EqualTo(200), "no content type");
        Assert.That(await SendAsync(3, type: "application/json; charset=utf-8"), Is.EqualTo(200));
        Assert.That(await SendAsync(4, isChunked: true), Is.EqualTo(200), "no length");
        Assert.That(await SendAsync(5, isPacked: true), Is.EqualTo(200), "gzip");
        Assert.That(await SendAsync(6, isPacked: true, isChunked: true), Is.EqualTo(200), "gzip without a length");
        Assert.That(await SendAsync(7, size: 200_000), Is.EqualTo(413));
        Assert.That(await SendAsync(8, size: 200_000, isChunked: true), Is.EqualTo(413));
        Assert.That(await SendAsync(9, size: 200_000, isPacked: true), Is.EqualTo(413));

        await app.SettleAsync();
        Assert.That(await app.QueryAsync("SELECT source_id FROM mart.complaint ORDER BY source_id"), Is.EqualTo(Enumerable.Range(1, 6).Select(i => $"c{i}")));

        async Task<int> SendAsync(int id, string? type = "application/json", bool isChunked = false, bool isPacked = false, int size = 10)
        {
            var body = Encoding.UTF8.GetBytes(
                $$$"""{"object":"page","entry":[{"id":"9","time":1790000007,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c{{{id}}}","message":"{{{new string('x', size)}}}","created_time":1790000004}}]}]}""");
            using var request = Request(Webhook.Meta(body));
            request.Content = new ByteArrayContent(isPacked ? Pack(body) : body);
            request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
            request.Headers.TransferEncodingChunked = isChunked;
            if (isPacked)
            {
                request.Content.Headers.ContentEncoding.Add("gzip");
            }

            using var response = await http.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    private static HttpRequestMessage Request(Webhook webhook)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/social/{webhook.Platform}") { Content = new ByteArrayContent(webhook.Body) };
        foreach (var (name, value) in webhook.Headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static async Task<List<List<string>>> ReadAsync(TestApp app)
    {
        var raw = new BlobContainerClient(app.Lake, "raw");
        var blobs = new List<List<string>>();
        foreach (var name in await app.ListAsync("raw", "social/"))
        {
            var lines = (await raw.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            blobs.Add([.. lines.Select(line => Encoding.UTF8.GetString(SocialFrame.Read(Encoding.UTF8.GetBytes(line)).Body))]);
        }

        return blobs;
    }
}
