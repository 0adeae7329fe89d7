using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

internal sealed class CleanCallLogsTests : CallLogsTest
{
    private const string ComcastHeader = "Ticket #,Customer Complaint,Date,Date_month_year,Time,Received Via,City,State,Zip code,Status,Filing on Behalf of Someone\r\n";
    private const string PwcHeader = "call id,agent,date,time,topic,answered (Y/N),resolved,speed of answer in seconds,talk duration,satisfaction rating\n";

    [Test]
    public async Task Our_own_export_is_read_in_its_zone_with_numbers_and_addresses_made_whole()
    {
        var raw = await CleanAsync(Header + "CALL-1,2026-11-01 00:30:15,0803 123 4567, Ada@Example.com ,Ngozi,billing,Charged twice,open\n");

        Assert.That(
            await RowsAsync(raw, "account, source_id, opened_at, customer_phone, customer_email, agent, category, text, status, is_resolved, channel, quality_flags"),
            Is.EqualTo(new[] { "beejan|CALL-1|2026-10-31 23:30:15|+2348031234567|ada@example.com|Ngozi|billing|Charged twice|open|False|phone|" }));
    }

    [Test]
    public async Task A_byte_order_mark_carriage_returns_and_quoted_newlines_are_no_trouble()
    {
        var raw = await CleanAsync("\ufeff" + ComcastHeader
            + "1,\"slow,\r\nvery \"\"slow\"\"\",22-04-15,22-Apr-15,3:53:50 PM,Customer Care Call,Abingdon,Maryland,21009,Closed,No\r\n"
            + "2,Down,04-08-15,04-Aug-15,12:00:01 AM,Internet,Acworth,Georgia,02127,Open,Yes\r\n");

        Assert.That(
            await RowsAsync(raw, "source_id, opened_at, text, channel, postcode, is_resolved, is_on_behalf, received_via"),
            Is.EqualTo(new[]
            {
                "1|2015-04-22 15:53:50|slow,\nvery \"slow\"|phone|21009|True|False|Customer Care Call",
                "2|2015-08-04 00:00:01|Down|web|02127|False|True|Internet",
            }));
    }

    [Test]
    public async Task Nasty51_Two_spellings_of_one_date_order_stand_in_one_column()
    {
        var raw = await CleanAsync(PwcHeader + "ID0001,Diane,01-02-2021,9.12.58,Contract related,Y,Y,109,143,3\nID0002,Becky,1/13/2021,17.00.00,Streaming,N,N,,0,\n");

        Assert.That(
            await RowsAsync(raw, "source_id, opened_at, is_answered, is_resolved, answer_seconds, talk_seconds, satisfaction"),
            Is.EqualTo(new[] { "ID0001|2021-01-02 09:12:58|True|True|109|143|3", "ID0002|2021-01-13 17:00:00|False|False||0|" }));
    }

    [Test]
    public async Task A_date_in_words_wins_over_one_in_digits_and_the_row_says_so()
    {
        var raw = await CleanAsync(ComcastHeader + "1,x,08-04-15,04-Aug-15,1:00:00 PM,Internet,A,B,1,Open,No\r\n");
        Assert.That(await RowsAsync(raw, "opened_at, quality_flags"), Is.EqualTo(new[] { "2015-08-04 13:00:00|opened_at_disagrees" }));
    }

    [Test]
    public async Task Nasty61_A_text_that_spilled_into_the_id_column_is_a_reject_with_its_line_and_nothing_else_is_lost()
    {
        var raw = await CleanAsync(ComcastHeader
            + "1,\"two\r\nlines\",22-04-15,22-Apr-15,3:53:50 PM,Internet,A,B,1,Open,No\r\n"
            + "comcas,nd internal miscommunication,30-04-15,30-Apr-15,9:55:33 PM,Internet,A,B,1,Open,No\r\n"
            + "3,x,22-04-15,22-Apr-15,3:53:50 PM,Internet,A,B,1,Open,No\r\n");

        var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(reject.GetProperty("record").GetInt64(), Is.EqualTo(2));
            Assert.That(reject.GetProperty("line").GetInt64(), Is.EqualTo(4));
            Assert.That(reject.GetProperty("field").GetString(), Is.EqualTo("Ticket #"));
            Assert.That(reject.GetProperty("found").GetString(), Is.EqualTo("comcas"));
            Assert.That(reject.GetProperty("expected").GetString(), Is.EqualTo("digits"));
            Assert.That(reject.GetProperty("raw").GetString(), Does.StartWith("comcas,nd internal"));
        });
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(3, 2, 0, 1, 0)));
    }

    [Test]
    public async Task Of_records_with_one_id_the_last_is_kept()
    {
        var raw = await CleanAsync(Header
            + "CALL-1,2026-11-01 10:00,,,A,x,first,open\nCALL-2,2026-11-01 10:00,,,A,x,other,open\nCALL-1,2026-11-01 10:00,,,A,x,last,closed\nCALL-1,,,\n");

        Assert.That(await RowsAsync(raw, "source_id, record_number, text"), Is.EqualTo(new[] { "CALL-2|2|other", "CALL-1|3|last" }));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(4, 2, 1, 1, 0)));
    }

    [Test]
    public async Task Duplicates_are_found_on_disk_when_memory_is_too_small()
    {
        var lines = Enumerable.Range(0, 5000).Select(i => $"CALL-{i % 1000},2026-11-01 10:00,,,A,x,text {i},open\n");
        var raw = await Lake.PutRawAsync(Source, Encoding.UTF8.GetBytes(Header + string.Concat(lines)), "csv");
        await new CallLogCleaner(Lake.CleanStage(duplicateKeysInMemory: 300), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);

        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(5000, 1000, 4000, 0, 0)));
        Assert.That(await RowsAsync(raw, "count(*), min(record_number), count(DISTINCT source_id)", ""), Is.EqualTo(new[] { "1000|4001|1000" }));
    }

    [Test]
    public async Task Blank_lines_are_counted_and_ignored()
    {
        var raw = await CleanAsync(Header + "\nCALL-1,2026-11-01 10:00,,,A,x,y,open\n , ,,,,,,\n\n");
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(4, 1, 0, 0, 3)));
    }

    [Test]
    public async Task Records_that_lost_a_field_a_quote_or_their_encoding_are_rejects_and_their_siblings_go_through()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes(Header + "CALL-1,2026-11-01 10:00,,,A,x,é,open\nCALL-2,2026-11-01 10:00,,A,x,y,open\nCALL-3,2026-11-01 10:00,,,A,x,don"),
            0x92, .. "t,open\nCALL-4,2026-11-01 10:00,,,A,x,y,open,,\nCALL-5,2026-11-01 10:00,,,A,x,\"never closed,open\n"u8,
        ];
        var raw = await CleanAsync(bytes);

        var rejects = await Lake.ReadRejectsAsync(raw, Source);
        Assert.That(rejects.Select(reject => reject.GetProperty("rule").GetString()), Is.EqualTo(new[] { "calllogs.fields", "calllogs.encoding", "calllogs.quote" }));
        Assert.That(await RowsAsync(raw, "source_id"), Is.EqualTo(new[] { "CALL-1", "CALL-4" }));
    }

    [Test]
    public async Task Two_records_that_a_missing_quote_made_one_are_a_reject_and_not_one_complaint()
    {
        var raw = await CleanAsync(Header
            + "CALL-1,2026-11-01 10:00,,,A,x,\"No signal,open\nCALL-2,2026-11-01 10:00,,,A,x,\"Charged twice\",open\nCALL-3,2026-11-01 10:00,,,A,x,\"fine\",open\n");
        var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
        Assert.That((reject.GetProperty("rule").GetString(), reject.GetProperty("line").GetInt64()), Is.EqualTo(("calllogs.quote", 2L)));
        Assert.That(reject.GetProperty("raw").GetString(), Does.Contain("CALL-1").And.Contain("CALL-2"));
        Assert.That(await RowsAsync(raw, "source_id"), Is.EqualTo(new[] { "CALL-3" }));
    }

    [Test]
    public async Task A_character_that_is_none_and_digits_of_another_script_harm_nobody_else()
    {
        var raw = await CleanAsync(Header.Replace("agent", "agent\ufffe", StringComparison.Ordinal) + "CALL-1,2026-11-01 10:00,,,A,x,a\ufffeb,open\nCALL-١٢,2026-11-01 10:00,,,A,x,y,open\n");
        Assert.That(await RowsAsync(raw, "source_id, text, agent"), Is.EqualTo(new[] { "CALL-1|ab|A" }));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo("calllogs.id"));
    }

    [Test]
    public async Task What_can_be_doubted_is_null_with_a_flag_and_the_row_is_kept()
    {
        var raw = await CleanAsync(Header + "CALL-1,yesterday,2.34803E+12,user@@gmial.om,A,x,y,open\n");
        Assert.That(
            await RowsAsync(raw, "opened_at, customer_phone, customer_email, quality_flags"),
            Is.EqualTo(new[] { "|||opened_at_unreadable customer_phone_invalid customer_email_invalid" }));
    }

    [TestCase("id,nothing,we,know\n1,2,3,4\n5,6,7,8\n", 2)]
    [TestCase("call_id,opened_at\n", 0)]
    public async Task A_file_of_no_known_layout_is_refused_whole_with_the_nearest_layout(string content, int records)
    {
        var raw = await CleanAsync(content);

        var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
        Assert.That(reject.GetProperty("rule").GetString(), Is.EqualTo("calllogs.layout"));
        Assert.That(reject.GetProperty("expected").GetString(), Does.Contain("the nearest, ").And.Contain(" misses '"));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(records, 0, 0, records, 0)));
        Assert.That(await RowsAsync(raw, "count(*)", ""), Is.EqualTo(new[] { "0" }));
    }

    [TestCase("")]
    [TestCase(Header)]
    public async Task An_empty_export_makes_an_empty_clean_file(string content)
    {
        var raw = await CleanAsync(content);
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(BatchCounts.None));
        Assert.That(await RowsAsync(raw, "count(*)", ""), Is.EqualTo(new[] { "0" }));
        Assert.That(await Lake.ReadRejectsAsync(raw, Source), Is.Empty);
    }

    [Test]
    public async Task A_quote_that_swallows_a_large_file_refuses_the_file()
    {
        var raw = await CleanAsync(Header + "CALL-1,\"" + string.Concat(Enumerable.Repeat("x,y\n", 1_200_000)));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo("calllogs.torn"));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(1, 0, 0, 1, 0)));
    }

    [Test]
    public async Task An_accounts_folder_keeps_its_ids_apart()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + "CALL-1,2026-11-01 10:00,,,A,x,y,open\n");
        var raw = await CleanAsync(bytes, account: "lagos");
        Assert.That(await RowsAsync(raw, "account"), Is.EqualTo(new[] { "lagos" }));
    }
}
