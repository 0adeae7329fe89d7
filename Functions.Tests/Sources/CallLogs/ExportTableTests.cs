using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>What is a record of an export, and what merely stands in its file.</summary>
internal sealed class ExportTableTests : CallLogsTest
{
    private const string Pwc = "call id,agent,date,time,topic,answered (Y/N),resolved,speed of answer in seconds,talk duration,satisfaction rating\nID0001,Diane,01-02-2021,9.12.58,Contract related,Y,Y,109,143,3\n";

    [TestCase(2, null)]
    [TestCase(5700, "the footer on line 5 says 5700 records, and 2 are there")]
    public async Task Nasty57_A_footer_is_no_row_and_its_total_is_compared(int total, string? doubt)
    {
        var raw = await CleanAsync(
            "Case Number,Opened Date,Status,Description\n00001001,11/1/2026,New,y\n00001002,11/1/2026,New,y\n"
            + $"\n\"Grand Totals ({total} records)\"\n\n\"Confidential Information - Do Not Distribute\"\n\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n");
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(7, 2, 0, 0, 5)));
        var reading = await ReadingAsync(raw);
        Assert.That(reading["footers"], Is.EqualTo("3"));
        Assert.That(reading.GetValueOrDefault(FileReading.Doubts), Is.EqualTo(doubt));
    }

    [Test]
    public async Task Nasty58_A_second_header_is_no_row_and_its_own_order_counts_from_there_on()
    {
        var raw = await CleanAsync(Header + Row(1) + Header + Row(2)
            + "status,complaint,category,agent,customer_email,customer_phone,opened_at,call_id\nclosed,z,x,A,,,2026-11-01 10:00,CALL-3\n");
        Assert.That(await RowsAsync(raw, "source_id, record_number, text, status"), Is.EqualTo(new[] { "CALL-1|1|y|open", "CALL-2|3|y|open", "CALL-3|5|z|closed" }));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(5, 3, 0, 0, 2)));
        Assert.That((await ReadingAsync(raw))["furtherHeaders"], Is.EqualTo("2"));
    }

    [Test]
    public async Task Nasty59_Line_ends_quotes_and_separators_in_quotes_are_text()
    {
        var rows = Enumerable.Range(1, 1000).Select(i => Row(i, i % 3 == 0 ? "y" : "\"one,\r\ntwo \"\"three\"\"\n\nfour\""));
        var raw = await CleanAsync(Header + string.Concat(rows) + "no id,,,,,,,\n");
        Assert.That(await RowsAsync(raw, "count(*), max(record_number), count(DISTINCT text)", ""), Is.EqualTo(new[] { "1000|1000|2" }));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("line").GetInt64(), Is.EqualTo(1 + 333 + (667 * 4) + 1));
    }

    [TestCase("\"Slow", "y\"", 1, 0, TestName = "Nasty60_A_quote_that_swallowed_whole_records_and_closes_neatly")]
    [TestCase("\"Slow", "it says \"\"no\"\"\"", 1, 0, TestName = "Nasty60_A_quote_that_swallowed_whole_records_with_quotes_of_their_own")]
    [TestCase("\"Slow", "the \"best\" of all", 1, 0, TestName = "Nasty60_A_quote_that_swallowed_whole_records_up_to_a_quoted_word")]
    [TestCase("\"Slow", "y", 1, -1, TestName = "Nasty60_A_quote_that_is_never_closed")]
    [TestCase("a 5\" pipe", "y", 0, 3, TestName = "Nasty60_A_quote_within_an_unquoted_text")]
    public async Task Nasty60_No_record_is_lost_within_another(string first, string third, int rejected, int rows)
    {
        // Tabs and no quoting, as text exports have it; the last record is beyond reach of the quote, if it is closed at all.
        const string Columns = "call_id\topened_at\tcustomer_phone\tcustomer_email\tagent\tcategory\tstatus\tcomplaint\n";
        string[] texts = [first, "y", third];
        var raw = await CleanAsync(Columns + string.Concat(texts.Select((text, i) => $"CALL-{i + 1}\t2026-11-01 10:00\t\t\tA\tx\topen\t{text}\n")) + (rows < 0 ? "" : "CALL-9\t2026-11-01 10:00\t\t\tA\tx\topen\tlast\n"));

        var rejects = await Lake.ReadRejectsAsync(raw, Source);
        Assert.That(rejects.Select(reject => (reject.GetProperty("rule").GetString(), reject.GetProperty("line").GetInt64())), Is.EqualTo(Enumerable.Repeat(("calllogs.quote", 2L), rejected)));
        Assert.That(rejects.Select(reject => reject.GetProperty("raw").GetString()), Is.All.Contains("CALL-1").And.All.Contains("CALL-3"));
        Assert.That(await RowsAsync(raw, "source_id"), Has.Length.EqualTo(rows + 1));
    }

    [Test]
    public async Task A_text_of_several_lines_that_is_full_of_commas_is_one_text()
    {
        var raw = await CleanAsync(Header + Row(1, "\"First,\nCALL-2, as I said, was dropped\nCALL-3,a,b,c,d,e,f,g,h,i too\n1,2,3,4,5,6,7,8\"") + Row(4));
        Assert.That(await RowsAsync(raw, "source_id"), Is.EqualTo(new[] { "CALL-1", "CALL-4" }));
    }

    [Test]
    public async Task Nasty68_A_formula_is_a_text_and_an_apostrophe_before_one_is_none_of_it()
    {
        var raw = await CleanAsync(Header + "CALL-1,2026-11-01 10:00,'+2348031234567,,'=A1,'90s,\"=HYPERLINK(\"\"http://x.example\"\",\"\"click\"\")\",open\n");
        Assert.That(
            await RowsAsync(raw, "customer_phone, agent, category, text"),
            Is.EqualTo(new[] { "+2348031234567|=A1|'90s|=HYPERLINK(\"http://x.example\",\"click\")" }));
    }

    [TestCase("Calls of today\nFrom,2026-11-01\n\n" + Header + "CALL-1,,,,A,x,y,open\n", 4, 1, 3, null, TestName = "Nasty69_Lines_above_the_header_are_skipped")]
    [TestCase("Call,,Customer,,,,,\n" + Header + "CALL-1,,,,A,x,y,open\n", 2, 1, 1, null, TestName = "Nasty69_Of_two_header_rows_the_one_with_the_names_counts")]
    [TestCase(Header + "CALL-1,,,,A,x,y,open\n\n" + Pwc, 4, 2, 2, null, TestName = "Nasty69_Two_tables_of_known_layouts_are_read")]
    [TestCase(Header + "CALL-1,,,,A,x,y,open\n\nagent,team,shift\nNgozi,A,day\n", 4, 0, 0, "calllogs.tables", TestName = "Nasty69_A_second_table_that_nobody_knows_refuses_the_file")]
    [TestCase("agent,team,shift\nNgozi,A,day\n\n" + Header + "CALL-1,,,,A,x,y,open\n", 4, 0, 0, "calllogs.tables", TestName = "Nasty69_A_table_that_nobody_knows_above_the_header_is_no_preamble")]
    [TestCase("Call,Time,Customer\n" + Header + "CALL-1,,,,A,x,y,open\n", 2, 1, 1, null, TestName = "Nasty69_Names_of_groups_of_columns_are_skipped")]
    [TestCase("call,opened,customer\nid,at,phone\nCALL-1,,\n", 2, 0, 0, "calllogs.layout", TestName = "Nasty69_A_header_in_two_rows_refuses_the_file")]
    public async Task Nasty69_What_stands_around_a_table(string content, int received, int cleaned, int ignored, string? rule)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var raw = await CleanAsync(content.Replace("\n", lineEnd, StringComparison.Ordinal));
            Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(received, cleaned, 0, received - cleaned - ignored, ignored)));
            Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Select(reject => reject.GetProperty("rule").GetString()), Is.EqualTo(rule is null ? [] : new[] { rule }));
        }
    }

    [Test]
    public async Task Nasty70_A_file_that_is_not_what_its_name_says_is_refused_whole()
    {
        var raw = await CleanAsync("Ada\nBola\nChidi\n");
        var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
        Assert.That((reject.GetProperty("rule").GetString(), reject.GetProperty("found").GetString()), Is.EqualTo(("calllogs.layout", "Ada")));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(2, 0, 0, 2, 0)));
    }

    [Test]
    public async Task A_file_of_blank_rows_has_no_header_and_nothing_is_wrong_with_it()
    {
        var raw = await CleanAsync(",,,\n\n \n");
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(3, 0, 0, 0, 3)));
    }
}
