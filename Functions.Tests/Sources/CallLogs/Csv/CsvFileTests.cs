using System.Text;
using Beejan.Functions.Sources.CallLogs.Csv;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs.Csv;

/// <summary>From bytes to fields: the kinds of files that csv-spectrum tells apart, and encodings.</summary>
public sealed class CsvFileTests
{
    [TestCase("first,town\nAda,\"Ikeja, Lagos\"\n", "first|town", "Ada|Ikeja, Lagos", TestName = "A_separator_in_quotes_is_text")]
    [TestCase("a,b,c\n1,\"\",\"\"\n2,3,4", "a|b|c", "1||", "2|3|4", TestName = "Empty_quotes_are_an_empty_field")]
    [TestCase("a,b,c\r\n1,\"\",\"\"\r\n2,3,4", "a|b|c", "1||", "2|3|4", TestName = "Empty_quotes_are_an_empty_field_with_carriage_returns")]
    [TestCase("a,b\n1,\"so \"\"slow\"\" it is\"\n3,4\n", "a|b", "1|so \"slow\" it is", "3|4", TestName = "A_quote_twice_in_quotes_is_a_quote")]
    [TestCase("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [3.4, 6.5]}\"\n", "key|val", "1|{\"type\": \"Point\", \"at\": [3.4, 6.5]}", TestName = "JSON_in_a_field_stays_whole")]
    [TestCase("a,b\n\"two\nlines\",5\n7,8\n", "a|b", "two\nlines|5", "7|8", TestName = "A_line_end_in_quotes_is_text")]
    [TestCase("a,b\r\n\"two\r\nlines\",5\r\n7,8\r\n", "a|b", "two\r\nlines|5", "7|8", TestName = "A_line_end_in_quotes_is_text_with_carriage_returns")]
    [TestCase("a,b\n1,\"he \n\"\"said\"\" \nso\"\n3,4\n", "a|b", "1|he \n\"said\" \nso", "3|4", TestName = "Quotes_and_line_ends_in_quotes_are_text")]
    [TestCase("a,b,c\n1,2,3", "a|b|c", "1|2|3", TestName = "The_last_line_needs_no_end")]
    [TestCase("a,b,c\r\n1,2,3\r\n", "a|b|c", "1|2|3", TestName = "The_simplest_with_carriage_returns")]
    [TestCase("a,b\n1,Ọ̀yọ́ ʤ 😡\n", "a|b", "1|Ọ̀yọ́ ʤ 😡", TestName = "What_is_not_ASCII_stays_as_it_is")]
    public async Task Fields_are_as_they_were_written(string csv, params string[] expected)
    {
        Assert.That(await ReadAsync(Encoding.UTF8.GetBytes(csv)), Is.EqualTo(("utf-8", expected)));
        Assert.That((await ReadAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)])).Records, Is.EqualTo(expected));
        Assert.That(await ReadAsync([0xff, 0xfe, .. Encoding.Unicode.GetBytes(csv)]), Is.EqualTo(("utf-16le", expected)));
        Assert.That(await ReadAsync([0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(csv)]), Is.EqualTo(("utf-16be", expected)));
    }

    [Test]
    public async Task UTF_16_without_a_mark_is_known_by_its_zeros()
    {
        var csv = "call_id,opened_at,customer_phone,customer_email,agent,category,complaint,status\n1,Ọ̀yọ́\n";
        Assert.That((await ReadAsync(Encoding.Unicode.GetBytes(csv))).Encoding, Is.EqualTo("utf-16le"));
        Assert.That((await ReadAsync(Encoding.BigEndianUnicode.GetBytes(csv))).Encoding, Is.EqualTo("utf-16be"));
    }

    [TestCase("“", ExpectedResult = "utf-8")]
    [TestCase("’", ExpectedResult = "utf-8")]
    [TestCase("é", ExpectedResult = "utf-8")]
    [TestCase("😡", ExpectedResult = "utf-8")]
    public async Task<string> A_character_that_is_cut_by_the_end_of_a_chunk_is_still_one(string character)
    {
        // 128 KiB are looked at at once: here every byte is once the last of a chunk.
        var text = string.Concat(Enumerable.Repeat(character, 200_000));
        var encodings = new HashSet<string>();
        for (var shift = 0; shift < 4; shift++)
        {
            encodings.Add((await ReadAsync(Encoding.UTF8.GetBytes(new string('a', shift) + text))).Encoding);
        }

        return encodings.Single();
    }

    // é is 0xE9 in windows-1252: followed by a comma it is nothing in UTF-8.
    [TestCase(1, 0, ExpectedResult = "windows-1252")]
    [TestCase(1, 1, ExpectedResult = "utf-8")]
    [TestCase(10, 1, ExpectedResult = "utf-8")]
    [TestCase(11, 1, ExpectedResult = "windows-1252")]
    [TestCase(0, 5, ExpectedResult = "utf-8")]
    [TestCase(0, 0, ExpectedResult = "utf-8")]
    public async Task<string> Only_where_nearly_nothing_is_UTF_8_it_is_windows_1252(int faults, int sequences)
        => (await ReadAsync([.. Enumerable.Repeat<byte[]>([0xe9, (byte)','], faults).SelectMany(bytes => bytes), .. Enumerable.Repeat("é,"u8.ToArray(), sequences).SelectMany(bytes => bytes)])).Encoding;

    [Test]
    public async Task A_file_that_ends_within_a_character_is_seen()
        => Assert.That((await ReadAsync([(byte)'a', 0xe2, 0x80])).Encoding, Is.EqualTo("windows-1252"));

    private static async Task<(string Encoding, string[] Records)> ReadAsync(byte[] bytes)
    {
        var file = await CsvFile.OpenAsync(new MemoryStream(bytes), CancellationToken.None);
        await using var records = file.Read(',');
        var read = new List<string>();
        while (await records.ReadAsync(CancellationToken.None))
        {
            read.Add(string.Join('|', records.ReadFields()));
        }

        return (file.Encoding.Name, [.. read]);
    }
}
