using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

public sealed class CleanSocialTests : SocialCleanTest
{
    [Test]
    public async Task A_comment_is_a_complaint_of_its_page()
    {
        var raw = await CleanAsync("meta", Meta(Change("add", "\"c1\"", ",\"message\":\"No \\u00e9kran since \\ud83d\\ude21\",\"created_time\":1742667604,\"post_id\":\"p1\",\"parent_id\":\"p1\"")));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, text, customer_name, author_id, post_id, channel, platform"),
            Is.EqualTo(new[] { "meta:page9|c1|2025-03-22 18:20:04|0|2025-03-22 18:20:04|No ékran since 😡|Ada Obi|u7|p1|social|meta" }));
    }

    [Test]
    public async Task Edits_and_removes_carry_the_time_of_the_change_and_a_remove_carries_no_text()
    {
        var raw = await CleanAsync(
            "meta",
            Meta(
                Change("add", "\"c1\"", ",\"message\":\"one\",\"created_time\":1742667604"),
                Change("edited", "\"c1\"", ",\"message\":\"two\",\"created_time\":1742667604"),
                Change("remove", "\"c1\"", ",\"message\":\"two\",\"created_time\":1742667604")));
        Assert.That(
            await RowsAsync(raw, "changed_at, change_rank, text"),
            Is.EqualTo(new[] { "2025-03-22 18:20:04|0|one", "2025-03-22 18:20:07|1|two", "2025-03-22 18:20:07|2|" }));
    }

    [Test]
    public async Task The_same_event_twice_in_one_delivery_is_one_row()
    {
        var add = Change("add", "\"c1\"", ",\"message\":\"one\",\"created_time\":1742667604");
        var raw = await CleanAsync("meta", Meta(add, add));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 1, 0, 0)));
    }

    [TestCase("c\\u0000")]
    [TestCase("c\\n1")]
    [TestCase(201)]
    public async Task An_id_that_no_warehouse_can_hold_is_a_reject_and_its_siblings_go_through(object id)
    {
        var text = id is int length ? new string('c', length) : (string)id;
        var raw = await CleanAsync("meta", Meta(Change("add", $"\"{text}\"", ",\"message\":\"one\""), Change("add", "\"c2\"", ",\"message\":\"two\"")));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 0, 1, 0)));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo("social.key"));
    }

    [Test]
    public async Task A_null_character_that_PostgreSQL_cannot_hold_is_replaced()
    {
        var raw = await CleanAsync("meta", Meta(Change("add", "\"c1\"", ",\"message\":\"one\",\"post_id\":\"p\\u00001\"")));
        Assert.That(await RowsAsync(raw, "post_id"), Is.EqualTo(new[] { "p\ufffd1" }));
    }

    [TestCase("""{"object":"page","entry":[]}""", 1)]
    [TestCase("""{"object":"page","entry":[{"id":"page9","changed_fields":["feed"]}]}""", 1)]
    [TestCase("""{}""", 1)]
    [TestCase("""[1,2]""", 1)]
    [TestCase("""{"entry":[{"id":"page9","changes":[{"field":"photos","value":{}},{"field":"feed","value":{"item":"reaction","verb":"add"}},{"field":"feed","value":{"item":"comment","verb":"hide","comment_id":"c"}},7]}]}""", 4)]
    [TestCase("""{"entry":[{"id":"page9","time":1,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"c","from":{"id":"page9"},"message":"our reply"}}]}]}""", 1)]
    public async Task What_is_no_complaint_is_counted_as_ignored(string body, int received)
    {
        var raw = await CleanAsync("meta", body);
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(received, 0, 0, 0, received)));
    }

    [Test]
    public async Task A_broken_event_is_a_reject_and_its_siblings_go_through()
    {
        var raw = await CleanAsync(
            "meta",
            Meta(
                Change("add", "\"c1\"", ",\"message\":\"fine\",\"created_time\":1742667604"),
                Change("add", "null", ",\"message\":\"no id\""),
                Change("add", "\"c3\"", ",\"message\":\"half \\ud83d\",\"created_time\":1742667604")));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 1, 0, 2, 0)));
        var rejects = await Lake.ReadRejectsAsync(raw, Source);
        Assert.That(rejects.Select(reject => $"{reject.GetProperty("record")} {reject.GetProperty("rule")}"), Is.EqualTo(new[] { "2 social.meta.id", "3 social.text" }));
    }

    [TestCase("{\"entry\":[", "social.json")]
    [TestCase("", "social.json")]
    [TestCase("NaN", "social.json")]
    public async Task A_delivery_that_is_not_json_counts_one_and_is_kept_with_its_reason(string body, string rule)
    {
        var raw = await CleanAsync("meta", body);
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(1, 0, 0, 1, 0)));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo(rule));
    }

    [TestCase("{\"entry\":[{\"id\":\"9\",\"ty\\ud800aaaaaaaaaaaa\":1,\"changes\":[{\"field\":\"feed\"}]}]}")]
    [TestCase("{\"entr\\ud800aaaaaaaaaaaaaaa\":1,\"entry\":[]}")]
    public async Task Half_a_character_in_a_name_poisons_nothing(string body)
    {
        var raw = await CleanAsync("meta", body);
        Assert.That((await CountsAsync(raw)).IsBalanced, Is.True);
    }

    [Test]
    public async Task Bytes_that_are_not_UTF_8_are_a_reject_that_shows_them()
    {
        var raw = await CleanAsync(Frame("standard", [.. "{\"type\":\"caf"u8, 0xe9, .. "\"}"u8]));
        var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
        Assert.That((reject.GetProperty("rule").GetString(), reject.GetProperty("raw").GetString()), Is.EqualTo(("social.encoding", "{\"type\":\"café\"}")));
    }

    [Test]
    public async Task Nesting_without_end_and_bytes_that_are_no_text_are_rejects()
    {
        var deep = await CleanAsync("meta", new string('[', 500) + new string(']', 500));
        Assert.That((await CountsAsync(deep)).Rejected, Is.EqualTo(1));
        var bytes = await CleanAsync(Frame("meta", [.. "{\"entry\":[{\"id\":\""u8, 0xff, 0xfe, .. "\"}]}"u8]));
        Assert.That((await Lake.ReadCountsAsync(bytes, Source)).IsBalanced, Is.True);
    }

    [Test]
    public async Task A_standard_webhook_is_read_with_its_author_and_place()
    {
        const string Body = """
            {"type":"complaint.created","timestamp":"2026-11-02T10:15:00Z","data":{"id":"p-1","account":"x-ng","text":"Una data dey vanish","category":"data",
             "created_at":"2026-11-02T11:14:59.5+01:00","url":"https://social.example/p-1",
             "author":{"id":"77","name":"Chidi","phone":"0803 123 4567","email":"chidi@example.com"},"location":{"city":"Enugu","region":"Enugu","country":"NG"}}}
            """;
        var raw = await CleanAsync("standard", Body);
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, opened_at, text, category, customer_name, customer_phone, customer_email, city, country, permalink"),
            Is.EqualTo(new[] { "standard:x-ng|p-1|2026-11-02 10:15:00|2026-11-02 10:14:59.5|Una data dey vanish|data|Chidi|+2348031234567|chidi@example.com|Enugu|NG|https://social.example/p-1" }));
    }

    [TestCase("""{"type":"complaint.created","data":{"id":"1"}}""", "social.standard.timestamp")]
    [TestCase("""{"type":"complaint.created","timestamp":"2026-11-02T10:15:00","data":{"id":"1"}}""", "social.standard.timestamp")]
    [TestCase("""{"type":"complaint.edited","timestamp":"2026-11-02T10:15:00Z","data":{}}""", "social.standard.id")]
    [TestCase("""{"hello":1}""", "social.standard.type")]
    public async Task A_standard_webhook_that_breaks_the_contract_is_a_reject(string body, string rule)
    {
        var raw = await CleanAsync("standard", body);
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo(rule));
    }

    [Test]
    public async Task Many_deliveries_stand_in_one_blob()
    {
        var frames = Enumerable.Range(0, 300).SelectMany(i => Frame("meta", Meta(Change("add", $"\"c{i}\"", $",\"message\":\"{new string('x', 2000)}\",\"created_time\":1742667604"))));
        var raw = await CleanAsync([.. frames, .. "not a frame\n"u8]);
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(301, 300, 0, 1, 0)));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("line").GetInt64(), Is.EqualTo(301));
    }

    private static string Meta(params string[] changes) => $$"""{"object":"page","entry":[{"id":"page9","time":1742667607,"changes":[{{string.Join(", ", changes)}}]}]}""";

    private static string Change(string verb, string id, string rest)
        => $$$"""{"field":"feed","value":{"item":"comment","verb":"{{{verb}}}","comment_id":{{{id}}},"from":{"id":"u7","name":"Ada Obi"}{{{rest}}}}}""";
}
