using System.Text;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers.Twilio;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

/// <summary>Pages to rows. The numbers are those of the list of nasty inputs.</summary>
public sealed class CleanSmsTests
{
    private const string Source = "sms";
    private const string Account = "ACbee1a000000000000000000000000001";
    private const string Sid = "SM0123456789abcdef0123456789abcdef";
    private const string Time = "Mon, 02 Nov 2026 10:15:00 +0000";

    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_message_is_a_complaint_of_its_account()
    {
        var raw = await CleanAsync(Message(("body", "\"No network in Wuse\""), ("date_sent", "\"Mon, 2 Nov 2026 11:15:07 +0100\""), ("date_updated", "\"Mon, 02 Nov 2026 10:20:00 +0000\"")));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, channel, text, customer_phone, provider, sender, recipient, provider_status, status, is_resolved, quality_flags"),
            Is.EqualTo(new[] { $"{Account}|{Sid}|2026-11-02 10:20:00|0|2026-11-02 10:15:07|sms|No network in Wuse|+2348031234567|twilio|+2348031234567|+2347001234567|received|||" }));
    }

    [Test]
    public async Task The_schema_is_that_of_the_table_with_the_types_of_its_numbers()
    {
        var columns = await _lake.DescribeCleanAsync(await CleanAsync(Message()), Source);
        Assert.That(columns.Skip(27), Is.EqualTo(new[] { "provider VARCHAR", "sender VARCHAR", "recipient VARCHAR", "provider_status VARCHAR", "segments INTEGER", "media INTEGER" }));
    }

    [Test]
    public async Task A_body_that_was_emptied_is_a_flagged_row_without_text()
    {
        var raw = await CleanAsync(Message(("body", "\"\"")), Message(("sid", Quote("MM" + Sid[2..])), ("body", "null"), ("num_media", "\"1\"")));
        Assert.That(await RowsAsync(raw, "text, quality_flags, media"), Is.EqualTo(new[] { "|text_empty|0", "|text_empty|1" }));
    }

    [TestCase("outbound-api")]
    [TestCase("outbound-call")]
    [TestCase("outbound-reply")]
    public async Task Nasty06_Our_own_words_are_no_complaints(string direction)
    {
        var raw = await CleanAsync(Message(("direction", Quote(direction)), ("sid", "\"whatever\"")), Message());
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 0, 0, 1)));
    }

    [TestCase("\"1\"", "null", "1", "")]
    [TestCase("3", "\"-0.00750\"", "3", "")]
    [TestCase("null", "null", "", "")]
    [TestCase("\"\"", "7", "", "")]
    [TestCase("\"many\"", "null", "", "segments_unreadable")]
    [TestCase("1.5", "null", "", "segments_unreadable")]
    [TestCase("\"-1\"", "null", "", "segments_unreadable")]
    [TestCase("\"99999999999\"", "null", "", "segments_unreadable")]
    [TestCase("true", "null", "", "segments_unreadable")]
    [TestCase("[1]", "{\"a\":[]}", "", "segments_unreadable")]
    public async Task Nasty07_Numbers_may_be_texts_and_a_price_of_null_is_no_error(string segments, string price, string read, string flags)
    {
        var raw = await CleanAsync(Message(("num_segments", segments), ("price", price)));
        Assert.That(await RowsAsync(raw, "segments, quality_flags"), Is.EqualTo(new[] { $"{read}|{flags}" }));
    }

    [TestCase("whatsapp:+2348031234567", "whatsapp", "+2348031234567", "+2348031234567", "")]
    [TestCase("MTN", "sms", "MTN", "", "")]
    [TestCase("28901", "sms", "28901", "", "")]
    [TestCase("whatsapp:US.13491208655302741918", "whatsapp", "US.13491208655302741918", "", "")]
    [TestCase("messenger:2348031234567", "messenger", "2348031234567", "", "")]
    [TestCase("rcs:+2348031234567", "rcs", "+2348031234567", "+2348031234567", "")]
    public async Task Nasty08_Channel_and_sender_are_kept_apart_and_a_phone_is_one_only_when_it_is(string from, string channel, string sender, string phone, string flags)
    {
        var raw = await CleanAsync(Message(("from", Quote(from)), ("to", "\"whatsapp:+2347001234567\"")));
        Assert.That(await RowsAsync(raw, "channel, sender, customer_phone, recipient, quality_flags"), Is.EqualTo(new[] { $"{channel}|{sender}|{phone}|+2347001234567|{flags}" }));
    }

    [TestCase("Ẹ jọ̀ọ́, owó mi ti tán 😡🏃🏾‍♂️ €{}[]~\\\\|^")]
    [TestCase("Una don chop my 2k data o!")]
    public async Task Nasty20_Diacritics_emoji_and_pidgin_stay_as_they_were_said(string body)
    {
        var raw = await CleanAsync(Message(("body", Quote(body))));
        var escaped = await CleanAsync(Message(("body", Quote(string.Concat(body.Select(c => c > 127 ? $"\\u{(int)c:x4}" : $"{c}"))))));
        var said = body.Replace("\\\\", "\\", StringComparison.Ordinal).Normalize(NormalizationForm.FormC);
        Assert.That((await RowsAsync(raw, "text")).Single(), Is.EqualTo(said));
        Assert.That((await RowsAsync(escaped, "text")).Single(), Is.EqualTo(said));
    }

    [TestCase(true, "I’m paying & paying <#> &lt;b&gt;\nnow")]
    [TestCase(false, "I’m paying &amp; paying &lt;#&gt; &amp;lt;b&amp;gt;\nnow")]
    public async Task Nasty21_Misread_quotes_are_mended_and_entities_decoded_once_or_left_alone_by_setting(bool decodes, string said)
    {
        var page = Page(Message(("body", "\"I\\u0092m paying &amp; paying &lt;#&gt; &amp;lt;b&amp;gt;\\r\\nnow\\u0000\"")));
        var raw = await CleanBytesAsync(Encoding.UTF8.GetBytes(page), new SmsOptions { DecodeEntities = decodes });
        Assert.That((await RowsAsync(raw, "text")).Single(), Is.EqualTo(said));
    }

    [TestCase("08031234567", "+2348031234567", "")]
    [TestCase("2348031234567", "+2348031234567", "")]
    [TestCase("+234 803 123 4567", "+2348031234567", "")]
    [TestCase("2.34803E+12", "", "customer_phone_invalid")]
    [TestCase("8031234567", "+2348031234567", "")]
    [TestCase("+440207 031 3000", "+442070313000", "")]
    [TestCase("+4400000", "", "customer_phone_invalid")]
    public async Task Nasty22_A_number_is_E164_where_it_is_certain_and_nobodys_where_it_is_not(string from, string phone, string flags)
    {
        var raw = await CleanAsync(Message(("from", Quote(from))));
        Assert.That(await RowsAsync(raw, "customer_phone, quality_flags, sender"), Is.EqualTo(new[] { $"{phone}|{flags}|{from}" }));
    }

    [TestCase("Fri, 02 Nov 2096 10:15:00 +0000", Time, "2026-11-02 10:15:00", "opened_at_doubtful")]
    [TestCase("Thu, 01 Jan 1970 00:00:00 +0000", Time, "2026-11-02 10:15:00", "opened_at_doubtful")]
    [TestCase(Time, "Thu, 01 Jan 1970 00:00:00 +0000", "2026-11-02 10:15:00", "opened_at_doubtful")]
    [TestCase("Thu, 01 Jan 1970 00:00:00 +0000", "", "1970-01-01 00:00:00", "opened_at_doubtful")]
    [TestCase("Wed, 04 Nov 2026 10:15:00 +0000", Time, "2026-11-04 10:15:00", "")]
    [TestCase("", Time, "2026-11-02 10:15:00", "")]
    [TestCase("yesterday", Time, "2026-11-02 10:15:00", "date_sent_unreadable")]
    [TestCase("yesterday", "", "", "date_sent_unreadable")]
    public async Task A_time_that_cannot_be_is_kept_out_and_flagged_and_the_message_stays(string sent, string created, string opened, string flags)
    {
        var raw = await CleanAsync(Message(("date_sent", Quote(sent)), ("date_created", Quote(created)), ("date_updated", Quote(Time))));
        Assert.That(await RowsAsync(raw, "opened_at, quality_flags, changed_at"), Is.EqualTo(new[] { $"{opened}|{flags}|2026-11-02 10:15:00" }));
    }

    [TestCase("sid", "\"SM-not-a-sid\"", "sms.twilio.id", "SM-not-a-sid")]
    [TestCase("sid", "\"SM0123456789abcdef0123456789abcdef\\n\"", "", "")]
    [TestCase("sid", "\"CA0123456789abcdef0123456789abcdef\"", "sms.twilio.id", "CA0123456789abcdef0123456789abcdef")]
    [TestCase("sid", "null", "sms.twilio.id", "nothing")]
    [TestCase("sid", "{\"a\":1}", "sms.twilio.id", "neither a text nor a number")]
    [TestCase("direction", "null", "sms.twilio.direction", "nothing")]
    [TestCase("direction", "\"sideways\"", "sms.twilio.direction", "sideways")]
    [TestCase("direction", "[\"inbound\"]", "sms.twilio.direction", "neither a text nor a number")]
    [TestCase("body", "\"half \\ud83d\"", "sms.twilio.text", "an escape that is half a character")]
    [TestCase("body", "\"a\",\"body\":\"b\"", "sms.twilio.names", "body twice")]
    public async Task A_message_that_breaks_the_contract_is_a_reject_and_its_siblings_go_through(string field, string value, string rule, string found)
    {
        var raw = await CleanAsync(Message(("sid", Quote("SM" + new string('a', 32)))), Message((field, value)), Message(("sid", Quote("SM" + new string('b', 32)))));
        var rejects = await _lake.ReadRejectsAsync(raw, Source);
        var expected = rule.Length == 0 ? Array.Empty<string>() : [$"2 {rule} {found}"];
        Assert.That(rejects.Select(reject => $"{reject.GetProperty("record")} {reject.GetProperty("rule").GetString()} {reject.GetProperty("found").GetString()}"), Is.EqualTo(expected));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 3 - expected.Length, 0, expected.Length, 0)));
    }

    [Test]
    public async Task A_message_without_any_time_is_a_reject()
    {
        var raw = await CleanAsync(Message(("date_sent", "null"), ("date_created", "\"soon\""), ("date_updated", "7")));
        Assert.That((await _lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo("sms.twilio.date"));
    }

    [Test]
    public async Task Items_that_are_no_objects_and_bytes_that_are_no_text_are_rejects_with_their_line()
    {
        var raw = await CleanBytesAsync([.. "{\"messages\":[7,\n\"x\",\n\n"u8, .. Encoding.Latin1.GetBytes(Message(("body", "\"caf\u00e9\""))), .. ",null,\n"u8, .. Encoding.UTF8.GetBytes(Message()), .. "],\"next_page_uri\":null}"u8]);
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(5, 1, 0, 4, 0)));
        var rejects = await _lake.ReadRejectsAsync(raw, Source);
        Assert.That(rejects.Select(reject => $"{reject.GetProperty("record")}:{reject.GetProperty("line")} {reject.GetProperty("rule").GetString()}"),
            Is.EqualTo(new[] { "1:1 sms.twilio.message", "2:2 sms.twilio.message", "3:4 sms.twilio.encoding", "4:4 sms.twilio.message" }));
        Assert.That(rejects[2].GetProperty("raw").GetString(), Does.Contain("café"));
    }

    [Test]
    public async Task Half_a_character_where_nobody_looks_and_fields_of_other_kinds_keep_the_message()
    {
        var raw = await CleanAsync(Message(("error_message", "\"\\ud83d\""), ("body", "{\"a\":[1,{}]}"), ("from", "false"), ("account_sid", "[]"), ("date_sent", "{}")));
        Assert.That(await RowsAsync(raw, "account, text, sender, quality_flags"), Is.EqualTo(new[] { "ACffffffffffffffffffffffffffffffff|||date_sent_unreadable text_empty account_unreadable sender_unreadable text_unreadable" }));
    }

    [Test]
    public async Task The_same_message_twice_on_a_page_is_one_row()
    {
        var raw = await CleanAsync(Message(), Message(("date_updated", "\"Mon, 02 Nov 2026 10:16:00 +0000\"")), Message());
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 2, 1, 0, 0)));
    }

    [Test]
    public async Task An_empty_page_is_a_clean_file_of_no_rows()
        => Assert.That(await CountsAsync(await CleanAsync()), Is.EqualTo(BatchCounts.None));

    [TestCase("")]
    [TestCase("<!DOCTYPE html><html></html>")]
    [TestCase("{\"messages\":[{\"sid\":\"SM")]
    [TestCase("{\"messages\":{},\"next_page_uri\":null}")]
    [TestCase("{\"messages\":[]}")]
    [TestCase("{\"next_page_uri\":null}")]
    [TestCase("{\"messages\":[],\"next_page_uri\":7}")]
    [TestCase("{\"messages\":[],\"messages\":[],\"next_page_uri\":null}")]
    [TestCase("{\"messages\":[],\"next_page_uri\":\"\\ud83d\"}")]
    [TestCase("{\"messages\":[],\"next_page_uri\":null} and more")]
    [TestCase("[]")]
    [TestCase("{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}")]
    public async Task What_is_no_page_is_refused_whole_and_kept(string bytes)
    {
        var raw = await CleanBytesAsync(Encoding.UTF8.GetBytes(bytes));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(1, 0, 0, 1, 0)));
        Assert.That((await _lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo("sms.twilio.page"));
    }

    [Test]
    public async Task Names_that_are_escaped_are_read_all_the_same()
    {
        var raw = await CleanAsync(Message(("body", "null")).Replace("\"body\":null", "\"b\\u006fdy\":\"said\"", StringComparison.Ordinal));
        Assert.That(await RowsAsync(raw, "text"), Is.EqualTo(new[] { "said" }));
    }

    private static string Quote(string text) => $"\"{text}\"";

    /// <summary>A message as Twilio lists it, with some fields of another value (in JSON).</summary>
    private static string Message(params (string Name, string Json)[] changed)
    {
        var whole = DoubleMessage.Inbound(Account, new DateTimeOffset(2026, 11, 2, 10, 15, 0, TimeSpan.Zero), "Hello", sid: Sid).Resource;
        var fields = whole.ToDictionary(field => field.Key, field => field.Value?.ToJsonString() ?? "null");
        foreach (var (name, json) in changed)
        {
            fields[name] = json;
        }

        return $"{{{string.Join(",", fields.Select(field => $"\"{field.Key}\":{field.Value}"))}}}";
    }

    private Task<BlobClient> CleanAsync(params string[] messages)
        => CleanBytesAsync(Encoding.UTF8.GetBytes(Page(messages)));

    private static string Page(params string[] messages) => $"{{\"end\":1,\"first_page_uri\":\"/a\",\"next_page_uri\":null,\"page\":0,\"messages\":[{string.Join(",", messages)}],\"start\":0}}";

    private async Task<BlobClient> CleanBytesAsync(byte[] page, SmsOptions? options = null)
    {
        var raw = await _lake.PutRawAsync(Source, page, "json", account: "ACffffffffffffffffffffffffffffffff");
        await new SmsCleaner(_lake.CleanStage(), Options.Create(new CleaningOptions()), Options.Create(options ?? new SmsOptions())).RunAsync(raw, CancellationToken.None);
        return raw;
    }

    private Task<string[]> RowsAsync(BlobClient raw, string select) => _lake.QueryCleanAsync(raw, Source, select);

    private Task<BatchCounts> CountsAsync(BlobClient raw) => _lake.ReadCountsAsync(raw, Source);
}
