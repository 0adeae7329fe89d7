using System.Globalization;
using System.Text.Json.Nodes;
using Beejan.Functions.Tests.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>Platforms deliver in any order and again; what the warehouse holds in the end is decided by when things happened.</summary>
public sealed class SocialOrderTests : SocialCleanTest
{
    private const long FirstPost = 2116832619525046273; // made at 10:00:00 on 1 November 2026

    // An add, two edits and a remove of one complaint, a minute apart; ID stands for its id.
    private static readonly (string Platform, string Array, string[] Deliveries)[] Shapes =
    [
        ("meta", "changes",
        [
            Feed(0, """ "verb":"add","message":"one","created_time":1793527200 """), Feed(1, """ "verb":"edited","message":"two","created_time":1793527200 """),
            Feed(2, """ "verb":"edited","message":"three","created_time":1793527200 """), Feed(3, """ "verb":"remove","message":"three","created_time":1793527200 """),
        ]),
        ("meta", "messaging",
        [
            Messaging(0, """ "message":{"mid":"ID","text":"one"} """), Messaging(1, """ "message_edit":{"mid":"ID","text":"two"} """),
            Messaging(2, """ "message_edit":{"mid":"ID","text":"three"} """), Messaging(3, """ "message":{"mid":"ID","is_deleted":true} """),
        ]),
        ("meta", "messages",
        [
            WhatsApp(0, """ "id":"ID","type":"text","text":{"body":"one"} """), WhatsApp(1, """ "id":"e1","type":"edit","edit":{"original_message_id":"ID","message":{"type":"text","text":{"body":"two"}}} """),
            WhatsApp(2, """ "id":"e2","type":"edit","edit":{"original_message_id":"ID","message":{"type":"text","text":{"body":"three"}}} """), WhatsApp(3, """ "id":"e3","type":"revoke","revoke":{"original_message_id":"ID"} """),
        ]),
        ("x", "tweet_create_events",
        [
            Post(0, """ "id_str":"ID","text":"one" """), Post(1, """ "id_str":"91","text":"two","edit_history":{"edit_tweet_ids":["ID","91"]} """),
            Post(2, """ "id_str":"92","text":"three","edit_history":{"edit_tweet_ids":["ID","91","92"]} """),
            """{"for_user_id":"1","tweet_delete_events":[{"status":{"id":"ID","user_id":"8"},"timestamp_ms":"1793527380000"}]}""",
        ]),
    ];

    private string _folder = "";

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("beejan-order-").FullName;

    [TearDown]
    public void Remove_it() => Directory.Delete(_folder, recursive: true);

    [TestCase(3, "False|three|2026-11-01 10:00:00")]
    [TestCase(4, "True|null|2026-11-01 10:00:00")]
    public async Task Nasty31_Adds_edits_and_removes_end_the_same_in_any_order(int events, string expected)
    {
        var orders = Orders([.. Enumerable.Range(0, events)]).ToArray();
        await using var store = await DuckDbStore.CreateAsync(Path.Combine(_folder, "any.duckdb"));
        for (var turn = 0; turn < events; turn++)
        {
            // Each order has complaints of its own, so that one turn of all orders comes in one blob.
            var receivedAt = At.AddHours(turn);
            await LoadAsync(store, [.. Shapes.SelectMany((shape, s) => orders.SelectMany((order, o) => Delivery(shape, order[turn], (100 * s) + o, receivedAt)))]);
        }

        var facts = store.Query("SELECT is_removed, text, opened_at FROM mart.fact_complaint");
        Assert.That(facts, Has.Count.EqualTo(Shapes.Length * orders.Length).And.All.EqualTo(expected));
    }

    [Test]
    public async Task Nasty30_A_delivery_that_comes_again_36_hours_later_changes_nothing()
    {
        await using var store = await DuckDbStore.CreateAsync(Path.Combine(_folder, "again.duckdb"));
        foreach (var (delivery, hours) in new[] { (0, 0), (1, 1), (0, 36) })
        {
            await LoadAsync(store, [.. Shapes.SelectMany((shape, s) => Delivery(shape, delivery, s, At.AddHours(hours)))]);
        }

        Assert.That(store.Query("SELECT text FROM mart.fact_complaint"), Has.Count.EqualTo(Shapes.Length).And.All.EqualTo("two"));
        Assert.That(store.One("SELECT count(*) FROM source.social_post"), Is.EqualTo($"{2 * Shapes.Length}"), "the versions that there were before");
    }

    [Test]
    public async Task Nasty29_The_same_message_twice_in_one_payload_is_one_row()
    {
        foreach (var (platform, array, deliveries) in Shapes)
        {
            var counts = await CountsAsync(await CleanAsync(platform, Doubled(deliveries[0], array)));
            Assert.That((counts.Received, counts.Cleaned, counts.Duplicates), Is.EqualTo((2, 1, 1)), array);
        }
    }

    private static string Doubled(string delivery, string array)
    {
        var root = JsonNode.Parse(delivery)!;
        var items = Find(root, array)!;
        items.Add(items[0]!.DeepClone());
        return root.ToJsonString();
    }

    private static JsonArray? Find(JsonNode? node, string name) => node switch
    {
        JsonObject parent => parent[name] as JsonArray ?? parent.Select(child => Find(child.Value, name)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => Find(item, name)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static byte[] Delivery((string Platform, string Array, string[] Deliveries) shape, int delivery, int complaint, DateTimeOffset receivedAt)
        => Frame(shape.Platform, shape.Deliveries[delivery].Replace("ID", (FirstPost + complaint).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), receivedAt);

    private async Task LoadAsync(DuckDbStore store, byte[] frames)
    {
        var raw = await CleanAsync(frames);
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        await Lake.CleanOf(raw, Source).DownloadToAsync(path);
        await store.LoadAsync(CleanFiles.Describe(Source, Path.GetFileNameWithoutExtension(path), path, (await CountsAsync(raw)).Cleaned));
    }

    private static IEnumerable<int[]> Orders(int[] items)
        => items.Length == 0 ? [[]] : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    private static int Seconds(int minute) => 1793527200 + (60 * minute);

    private static string Feed(int minute, string value)
        => $$$"""{"object":"page","entry":[{"id":"1","time":{{{Seconds(minute)}}},"changes":[{"field":"feed","value":{"item":"comment","comment_id":"ID","from":{"id":"8"},{{{value}}}}}]}]}""";

    private static string Messaging(int minute, string value)
        => $$"""{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"8"},"timestamp":{{Seconds(minute)}}000,{{value}}}]}]}""";

    private static string WhatsApp(int minute, string value)
        => $$$"""{"object":"whatsapp_business_account","entry":[{"id":"2","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"3"},"messages":[{"from":"2348031234567","timestamp":"{{{Seconds(minute)}}}",{{{value}}}}]}}]}]}""";

    private static string Post(int minute, string value)
        => $$"""{"for_user_id":"1","tweet_create_events":[{"created_at":"Sun Nov 01 10:0{{minute}}:00 +0000 2026","user":{"id_str":"8"},{{value}}}]}""";
}
