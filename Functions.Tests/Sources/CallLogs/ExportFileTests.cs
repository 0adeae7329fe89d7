using System.Text;
using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>From bytes to columns: how an export is written, whatever its columns mean.</summary>
internal sealed class ExportFileTests : CallLogsTest
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Test]
    public async Task Nasty46_A_byte_order_mark_is_no_part_of_the_first_name()
    {
        var raw = await CleanAsync("\ufeff" + Header + Row(1));
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|y" }));
        Assert.That((await ReadingAsync(raw))["encoding"], Is.EqualTo("utf-8 with byte order mark"));
    }

    [Test]
    public async Task Nasty47_Windows_1252_is_read_as_that_and_what_it_has_no_character_for_is_a_reject()
    {
        var raw = await CleanAsync([.. Windows1252.GetBytes(Header + Row(1, "I don’t pay €5 for a café") + Row(2, "a")), .. "CALL-3,2026-11-01 10:00,,,A,x,a"u8, 0x81, .. "b,open\n"u8]);
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|I don’t pay €5 for a café", "CALL-2|a" }));
        Assert.That((await ReadingAsync(raw))["encoding"], Is.EqualTo("windows-1252"));
        var reject = (await Lake.ReadRejectsAsync(raw, Source)).Single();
        Assert.That((reject.GetProperty("rule").GetString(), reject.GetProperty("line").GetInt64()), Is.EqualTo(("calllogs.encoding", 4L)));
        Assert.That(reject.GetProperty("raw").GetString(), Does.Contain("a\u0081b"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Nasty48_UTF_16_with_tabs_is_read_though_its_name_says_CSV(bool hasMark)
    {
        var text = (Header + Row(1, "Ọ̀yọ́ 😡")).Replace(',', '\t');
        var raw = await CleanAsync([.. hasMark ? Encoding.Unicode.Preamble : [], .. Encoding.Unicode.GetBytes(text)]);
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|" + "Ọ̀yọ́ 😡".Normalize() }));
        Assert.That((await ReadingAsync(raw))["separator"], Is.EqualTo("tab"));
    }

    [TestCase("sep=;\r\n", ';', 1)]
    [TestCase("\"sep=|\"\n", '|', 1)]
    [TestCase("", ';', 0)]
    public async Task Nasty49_The_separator_is_what_the_file_says_or_shows_and_commas_are_text_then(string hint, char separator, int ignored)
    {
        var raw = await CleanAsync(hint + (Header + Row(1, "1.234#56 charged")).Replace(',', separator).Replace('#', ','));
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|1.234,56 charged" }));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(1 + ignored, 1, 0, 0, ignored)));
    }

    [Test]
    public async Task Nasty53_Rows_of_nothing_but_commas_are_counted_and_no_rejects()
    {
        var raw = await CleanAsync(Header + Row(1) + string.Concat(Enumerable.Repeat(",,,,,,,\n", 22_194)) + Row(2));
        Assert.That(await Lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(22_196, 2, 0, 0, 22_194)));
        Assert.That((await ReadingAsync(raw))["blankRows"], Is.EqualTo("22194"));
    }

    [Test]
    public async Task Nasty54_A_comma_at_the_end_of_all_lines_is_no_column_and_what_stands_behind_it_is_told()
    {
        var lines = (Header + Row(1) + Row(2)).Replace("\n", ",\n", StringComparison.Ordinal);
        var empty = await ReadingAsync(await CleanAsync(lines));
        Assert.That(empty, Does.Not.ContainKey(FileReading.Doubts));
        Assert.That(empty["namelessColumns"], Is.EqualTo("9"));

        var raw = await CleanAsync(lines + Row(3)[..^1] + ",something\n" + Row(4) + Row(5)[..^1] + ",,more\n");
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|y", "CALL-2|y", "CALL-3|y", "CALL-4|y" }));
        Assert.That((await ReadingAsync(raw))[FileReading.Doubts], Is.EqualTo("1 rows say something in a column without a name"));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("found").GetString(), Is.EqualTo("10 fields"));
    }

    [TestCase("")]
    [TestCase("Unnamed: 0")]
    public async Task Nasty55_An_index_without_a_name_is_dropped(string name)
    {
        var raw = await CleanAsync($"{name},{Header}0,{Row(1)}1,{Row(2)}");
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|y", "CALL-2|y" }));
        var reading = await ReadingAsync(raw);
        Assert.That(reading["namelessColumns"], Is.EqualTo("1"));
        Assert.That(reading, Does.Not.ContainKey(FileReading.Doubts));
    }

    [Test]
    public async Task Nasty56_Of_two_columns_of_one_name_the_first_is_read_and_the_manifest_says_so()
    {
        var raw = await CleanAsync($"Status [list],{Header[..^1]},Complaint\nlisted,{Row(1, "first")[..^1]},second\n");
        Assert.That(await RowsAsync(raw, "text, status"), Is.EqualTo(new[] { "first|open" }));
        var reading = await ReadingAsync(raw);
        Assert.That(reading["repeatedColumns"], Is.EqualTo("Complaint (10)"));
        Assert.That(reading["unreadColumns"], Is.EqualTo("Status [list]"));
    }

    [Test]
    public async Task In_a_file_that_is_UTF_8_otherwise_bytes_that_are_not_are_a_reject()
    {
        var raw = await CleanAsync([.. Encoding.UTF8.GetBytes(Header + Row(1, "café")), .. Windows1252.GetBytes(Row(2, "café"))]);
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-1|café" }));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("raw").GetString(), Does.Contain("café"));
    }

    [Test]
    public async Task Half_a_character_of_UTF_16_is_a_reject()
    {
        var bytes = Encoding.Unicode.GetBytes("\ufeff" + Header + Row(1, "😡") + Row(2));
        var raw = await CleanAsync([.. bytes.Take(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("😡")) + 2), .. bytes.Skip(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("😡")) + 4)]);
        Assert.That(await TextsAsync(raw), Is.EqualTo(new[] { "CALL-2|y" }));
        Assert.That((await Lake.ReadRejectsAsync(raw, Source)).Single().GetProperty("rule").GetString(), Is.EqualTo("calllogs.encoding"));
    }
}
