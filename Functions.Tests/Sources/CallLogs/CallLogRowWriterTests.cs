using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>What single values mean, by what their layout says of them.</summary>
internal sealed class CallLogRowWriterTests : CallLogsTest
{
    private const string ComcastHeader = "Ticket #,Customer Complaint,Date,Date_month_year,Time,Received Via,City,State,Zip code,Status,Filing on Behalf of Someone\n";
    private const string PwcHeader = "call id,agent,date,time,topic,answered (Y/N),resolved,speed of answer in seconds,talk duration,satisfaction rating\n";
    private const string Missing = """
        "N/A", "#N/A", "-", "NULL", "Null", "nan", "None", "Na", "Unspecified", "000000000000000AAA"
        """;

    private static readonly KnownLayouts Plain = Own(
        $$"""
        [{
          "name": "plain", "idPattern": "[0-9]+", "dateOrder": "monthFirst", "missing": [{{Missing}}], "required": ["id"],
          "columns": { "id": "Case", "openedAt": "Opened", "customerName": "Name", "city": "City", "region": "State", "country": "Country", "postcode": "Zip", "agent": "Agent", "talkSeconds": "Talk", "text": "Text" }
        }]
        """);

    [TestCase("2015-04-08", "04-Aug-15", "2015-08-04 15:53:50", "")]
    [TestCase("2015-04-08", "", "", "opened_at_unreadable")]
    [TestCase("04-08-15", "", "2015-08-04 00:00:00", "")]
    [TestCase("08-04-15", "04-Aug-15", "2015-08-04 15:53:50", "opened_at_disagrees")]
    public async Task Nasty50_A_date_that_looks_like_ISO_and_is_not_is_read_by_its_cross_check_or_not_at_all(string date, string words, string openedAt, string flags)
        => Assert.That(
            await RowsAsync($"{ComcastHeader}1,x,{date},{words},{(flags.Length == 0 && words.Length == 0 ? "0:00" : "3:53:50 PM")},Internet,A,B,1,Open,No\n", "opened_at, quality_flags"),
            Is.EqualTo(new[] { $"{openedAt}|{flags}" }));

    [Test]
    public async Task Nasty50_Nor_where_date_and_time_stand_in_one_column_unless_an_offset_says_that_it_is_ISO()
    {
        var layouts = Own("""[{ "name": "own", "columns": { "id": "ref", "openedAt": "opened" }, "idPattern": "[0-9]+", "dateOrder": "dayFirst" }]""");
        Assert.That(
            await RowsAsync("ref,opened\n1,2015-04-08 10:00\n2,08-04-2015 10:00\n3,2015-04-08T10:00:00Z\n", "opened_at, quality_flags", layouts),
            Is.EqualTo(new[] { "|opened_at_unreadable", "2015-04-08 10:00:00|", "2015-04-08 10:00:00|" }));
    }

    [TestCase("9.12.58", "09:12:58")]
    [TestCase("0.38400463", "09:12:58")]
    [TestCase("0.9999999", "24:00:00")]
    [TestCase("07:00 AM", "07:00:00")]
    [TestCase("7:00\u202fpm", "19:00:00")]
    [TestCase("12:00 AM", "00:00:00")]
    [TestCase("0:00", "00:00:00")]
    [TestCase("10:15:00.250", "10:15:00.250")]
    [TestCase("1.38400463", null)]
    [TestCase("25:00", null)]
    [TestCase("0,38400463", null)]
    public async Task Nasty52_A_time_is_read_in_each_of_its_spellings(string text, string? time)
    {
        var isRead = TimeOfDay.TryRead(text, '.', out var read, out var offset);
        Assert.That((isRead, offset), Is.EqualTo((time is not null, (TimeSpan?)null)));
        Assert.That(read, Is.EqualTo(time is null ? default : time.StartsWith("24", StringComparison.Ordinal) ? TimeSpan.FromDays(1) : TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

        var row = $"{PwcHeader}ID1,Diane,10/29/2020,\"{text}\",x,Y,Y,1,1,1\n";
        var day = time?.StartsWith("24", StringComparison.Ordinal) == true ? "2020-10-30 00:00:00" : $"2020-10-29 {(time ?? "00:00:00").Replace(".250", ".25", StringComparison.Ordinal)}";
        Assert.That(await RowsAsync(row, "opened_at, quality_flags"), Is.EqualTo(new[] { $"{day}|{(time is null ? "opened_time_unreadable" : "")}" }));
    }

    [TestCase("6/23/25 07:00 AM", "2025-06-23 07:00:00", "")]
    [TestCase("10/29/2020 0:00", "2020-10-29 00:00:00", "")]
    [TestCase("10/29/49 0:00", "2049-10-29 00:00:00", "")]
    [TestCase("10/29/50 0:00", "1950-10-29 00:00:00", "")]
    [TestCase("2026-11-01T10:15:00.000+0100", "2026-11-01 09:15:00", "")]
    [TestCase("2026-11-01T10:15:00Z", "2026-11-01 10:15:00", "")]
    [TestCase("11/1/2026 10:15:00 UTC", "2026-11-01 10:15:00", "")]
    [TestCase("2026-11-01 10:15:00", "", "opened_at_unreadable")]
    [TestCase("29/10/2020 0:00", "", "opened_at_unreadable")]
    [TestCase("10/29/2020 soon", "", "opened_at_unreadable")]
    public async Task A_date_is_of_its_layouts_order_unless_it_says_its_offset(string text, string openedAt, string flags)
        => Assert.That(await PlainAsync(opened: text, select: "opened_at, quality_flags"), Is.EqualTo($"{openedAt}|{flags}"));

    [TestCase("2127", "US", "02127")]
    [TestCase("501", "USA", "00501")]
    [TestCase("2127", "", "2127")]
    [TestCase("2127", "NG", "2127")]
    [TestCase("10033.0", "", "10033")]
    [TestCase("2127.0", "United States", "02127")]
    [TestCase("945XX", "US", "945XX")]
    [TestCase("12", "US", "12")]
    [TestCase("02127-1234", "US", "02127-1234")]
    public async Task Nasty62_A_postcode_is_a_text_that_gets_its_zeros_back_only_where_the_country_is_known(string text, string country, string postcode)
        => Assert.That(await PlainAsync(postcode: text, country: country, select: "postcode"), Is.EqualTo(postcode));

    [Test]
    public async Task Nasty63_What_stands_for_nothing_is_nothing_and_zeros_and_names_survive([Values("N/A", "#N/A", "-", "NULL", "Null", "nan", "None", "Na", "Unspecified", "000000000000000AAA", "")] string mark)
    {
        var name = mark is "Null" or "None" or "Na" or "Unspecified" ? mark : "";
        Assert.That(await PlainAsync(id: "00001003", name: mark, city: mark, text: mark, talk: mark, select: "source_id, customer_name, city, text, talk_seconds, quality_flags"), Is.EqualTo($"00001003|{name}||||"));
    }

    [Test]
    public async Task Nasty64_Zero_is_not_missing_and_missing_is_not_zero()
        => Assert.That(
            await RowsAsync(PwcHeader + "ID1,Diane,10/29/2020,9.12.58,x,N,N,,0,\nID2,Diane,10/29/2020,9.12.58,x,Y,Y,0,,0\n", "is_answered, answer_seconds, talk_seconds, satisfaction, quality_flags"),
            Is.EqualTo(new[] { "False||0||", "True|0||0|" }));

    [TestCase("", "District of Columbia", "US", "|District of Columbia|US")]
    [TestCase("", "District Of Columbia", "US", "|District of Columbia|US")]
    [TestCase("Abuja ", "", "", "Abuja|Federal Capital Territory|NG")]
    [TestCase("Abuja", "FCT", "NG", "Abuja|Federal Capital Territory|NG")]
    public async Task Nasty65_A_place_has_one_spelling_beside_what_the_source_said(string city, string region, string country, string place)
        => Assert.That(
            await PlainAsync(city: city, region: region, country: country, select: "place_city, place_region, place_country, city, region"),
            Is.EqualTo($"{place}|{city.Trim()}|{region}"));

    [Test]
    public async Task Nasty66_Equal_texts_are_two_complaints_and_equal_ids_are_one()
    {
        const string Call = "{0},No signal,22-04-15,22-Apr-15,3:53:50 PM,Internet,A,B,1,Open,No\n";
        var raw = await CleanAsync(ComcastHeader + Call.Replace("{0}", "1", StringComparison.Ordinal) + Call.Replace("{0}", "2", StringComparison.Ordinal) + Call.Replace("{0}", "1", StringComparison.Ordinal));
        Assert.That(await RowsAsync(raw, "source_id, record_number"), Is.EqualTo(new[] { "2|2", "1|3" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 2, 1, 0, 0)));
    }

    [TestCase("109", DurationUnit.Seconds, '.', 109)]
    [TestCase("1499", DurationUnit.Milliseconds, '.', 1)]
    [TestCase("2.5", DurationUnit.Minutes, '.', 150)]
    [TestCase("2,5", DurationUnit.Minutes, ',', 150)]
    [TestCase("1.234,56", DurationUnit.Seconds, ',', 1235)]
    [TestCase("1.234", DurationUnit.Seconds, ',', 1234)]
    [TestCase("100:00:01", DurationUnit.HoursMinutesSeconds, '.', 360001)]
    [TestCase("1.234,56", DurationUnit.Seconds, '.', null)]
    [TestCase("1,234", DurationUnit.Seconds, '.', null)]
    [TestCase("12.34,5", DurationUnit.Seconds, ',', null)]
    [TestCase("-1", DurationUnit.Seconds, '.', null)]
    [TestCase("1e5", DurationUnit.Seconds, '.', null)]
    [TestCase("02:03", DurationUnit.HoursMinutesSeconds, '.', null)]
    [TestCase("999999999999", DurationUnit.Seconds, '.', null)]
    public void A_length_of_time_is_in_the_unit_and_the_digits_that_its_layout_declares(string text, object unit, char decimalSeparator, int? seconds)
    {
        var isRead = CallLogNumber.TryReadSeconds(text, (DurationUnit)unit, decimalSeparator, out var read);
        Assert.That(isRead ? read : (int?)null, Is.EqualTo(seconds));
    }

    private async Task<string> PlainAsync(
        string select, string id = "1", string opened = "", string name = "", string city = "", string region = "", string country = "", string postcode = "", string talk = "", string text = "")
        => (await RowsAsync($"Case,Opened,Name,City,State,Country,Zip,Agent,Talk,Text\n{id},\"{opened}\",{name},{city},{region},{country},{postcode},A,{talk},{text}\n", select, Plain)).Single();
}
