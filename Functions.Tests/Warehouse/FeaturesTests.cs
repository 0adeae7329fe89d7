using System.Globalization;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>What a model may learn from: each case tries to let something in that wasn't known yet.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class FeaturesTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private static readonly CleanRow Row = new("1", 0) { OpenedAt = CleanRow.Start };
    private static readonly CleanRow OfAda = Row with { Phone = "+2348031230001" };
    private int _files;

    [Test]
    public async Task A_row_says_what_is_known_of_a_complaint_and_of_its_customer()
    {
        await LoadAsync(0, OfAda with { Id = "0", OpenedAt = CleanRow.Start.AddDays(-60), Channel = "web" }, OfAda with { Text = " no  signal\n since May ", Topic = "network", Category = "Network", Region = "lagos", PlaceRegion = "Lagos", PlaceCountry = "NG", Name = "Ada", Status = "new", IsResolved = false });

        Assert.That(
            AsOf(0, "channel, opened_hour, opened_weekday, topic, category, place_region, place_country, text_length, text_words, has_phone, has_email, has_name, is_removed, versions, edits, status, is_resolved"),
            Is.EqualTo("phone|9|5|network|Network|Lagos|NG|21|4|True|False|True|False|1|0|new|False"));
        Assert.That(AsOf(0, "earlier_complaints, earlier_complaints_30_days, earlier_complaints_90_days, earlier_channels, seconds_since_earlier"), Is.EqualTo("1|0|1|1|5184000"));
        Assert.That(AsOf(0, "topic, text_length, text_words, has_phone, earlier_complaints, seconds_since_earlier", "0"), Is.EqualTo("unknown|null|null|True|0|null"));
    }

    [Test]
    public async Task A_correction_is_not_known_before_it_comes()
    {
        await LoadAsync(0, OfAda with { Text = "no signal here", Topic = "network", Category = "Network", Region = "Lagos", PlaceRegion = "Lagos" });
        await LoadAsync(5, Row with { Minute = 3, Rank = 1, Text = "refund", Topic = "billing", Category = "Billing", Region = "Kano", PlaceRegion = "Kano", Email = "ada@example.com", Channel = "web" });

        const string Columns = "channel, topic, category, place_region, text_length, text_words, has_email, versions, edits";
        Assert.That(AsOf(0, Columns), Is.EqualTo("phone|network|Network|Lagos|14|3|False|1|0"));
        Assert.That(AsOf(4, Columns), Is.EqualTo("phone|network|Network|Lagos|14|3|False|1|0"), "though it was made three minutes after");
        Assert.That(AsOf(5, Columns), Is.EqualTo("web|billing|Billing|Kano|6|1|True|2|1"));
        Assert.That(Store.Query("SELECT known_as_of, known_until FROM ml.complaint_features ORDER BY 1"), Is.EqualTo(new[] { "2026-11-22 08:00:00|2026-11-22 13:00:00", "2026-11-22 13:00:00|null" }));
    }

    [Test]
    public async Task A_resolution_is_not_known_before_it_is_told_whenever_it_was()
    {
        await LoadAsync(0, Row with { Status = "open", IsResolved = false });
        await LoadAsync(5, Row with { Minute = 1, Status = "done", IsResolved = true, ResolvedAt = CleanRow.Start.AddMinutes(1) });
        await LoadAsync(9, Row with { Minute = 2, Status = "open again", IsResolved = false });

        Assert.That(new[] { 4, 5, 9 }.Select(hour => AsOf(hour, "status, is_resolved, resolved_at")), Is.EqualTo(new[] { "open|False|null", "done|True|2026-11-20 09:01:00", "open again|False|null" }));
    }

    [Test]
    public async Task An_older_version_that_comes_late_changes_only_what_it_alone_says()
    {
        await LoadAsync(0, Row with { Minute = 9, Rank = 1, Text = "newest", OpenedAt = CleanRow.Start.AddDays(1) });
        await LoadAsync(5, Row with { Text = "oldest of all", Category = "Network" });

        Assert.That(AsOf(4, "text_length, category, opened_at, versions"), Is.EqualTo("6|unknown|2026-11-21 09:00:00|1"));
        Assert.That(AsOf(5, "text_length, category, opened_at, versions"), Is.EqualTo("6|Network|2026-11-20 09:00:00|2"));
    }

    [Test]
    public async Task A_text_taken_back_is_there_until_that_is_known()
    {
        await LoadAsync(0, OfAda with { Text = "rude" }, OfAda with { Id = "2", OpenedAt = CleanRow.Start.AddHours(1) });
        await LoadAsync(5, Row with { Minute = 1, Rank = 2 });
        await LoadAsync(6, OfAda with { Id = "3", OpenedAt = CleanRow.Start.AddHours(2) });

        Assert.That(AsOf(4, "is_removed, text_length, earlier_complaints"), Is.EqualTo("False|4|0"));
        Assert.That(AsOf(5, "is_removed, text_length, earlier_complaints"), Is.EqualTo("True|null|0"));
        Assert.That(AsOf(6, "earlier_complaints", "2"), Is.EqualTo("1"), "as known when the second came");
        Assert.That(AsOf(6, "earlier_complaints", "3"), Is.EqualTo("1"), "without the one taken back");
    }

    [Test]
    public async Task An_older_complaint_that_comes_late_is_no_history_of_what_was_known_before_it()
    {
        await LoadAsync(0, OfAda);
        await LoadAsync(5, OfAda with { Id = "older", OpenedAt = CleanRow.Start.AddDays(-1) });
        await LoadAsync(6, OfAda with { Minute = 1, Rank = 1, Text = "still nothing" });

        Assert.That(new[] { 0, 5, 6 }.Select(hour => AsOf(hour, "earlier_complaints, seconds_since_earlier")), Is.EqualTo(new[] { "0|null", "0|null", "1|86400" }));
        Assert.That(AsOf(6, "earlier_complaints", "older"), Is.EqualTo("0"), "the newer one was known before it, and is not earlier");
    }

    [Test]
    public async Task History_is_of_the_customer_and_the_times_that_were_known_then()
    {
        await LoadAsync(0, OfAda with { OpenedAt = CleanRow.Start.AddDays(-2) });
        await LoadAsync(1, OfAda with { Id = "2" });
        await LoadAsync(5, Row with { Minute = 1, Rank = 1, OpenedAt = null, Phone = "+2348031230002" }); // it was Bola's
        await LoadAsync(6, OfAda with { Id = "3", OpenedAt = CleanRow.Start.AddDays(1) }, OfAda with { Id = "4", Phone = "+2348031230002" });
        await LoadAsync(7, Row with { Minute = 2, OpenedAt = CleanRow.Start.AddDays(9) }); // and later
        await LoadAsync(8, OfAda with { Id = "5", Phone = "+2348031230002" });

        Assert.That(AsOf(9, "earlier_complaints", "2"), Is.EqualTo("1"));
        Assert.That(AsOf(9, "earlier_complaints", "3"), Is.EqualTo("1"));
        Assert.That(AsOf(9, "earlier_complaints", "4"), Is.EqualTo("1"));
        Assert.That(AsOf(9, "earlier_complaints", "5"), Is.EqualTo("0"));
    }

    [Test]
    public async Task Strangers_have_no_history()
    {
        await LoadAsync(0, Row, Row with { Id = "2", OpenedAt = CleanRow.Start.AddDays(1) });
        Assert.That(AsOf(0, "earlier_complaints, customer_key", "2"), Is.EqualTo("0|00000000-0000-0000-0000-000000000000"));
    }

    [Test]
    public async Task A_number_that_many_use_has_no_history_from_when_that_is_known()
    {
        var many = Enumerable.Range(2, 498).Select(i => OfAda with { Id = $"{i}", OpenedAt = CleanRow.Start.AddMinutes(i) });
        await LoadAsync(0, [OfAda, .. many]);
        await LoadAsync(1, OfAda with { Id = "500", OpenedAt = CleanRow.Start.AddDays(1) });
        await LoadAsync(2, OfAda with { Id = "501", OpenedAt = CleanRow.Start.AddDays(2) });

        Assert.That(new[] { "2", "499", "500", "501" }.Select(id => AsOf(2, "earlier_complaints, seconds_since_earlier", id)), Is.EqualTo(new[] { "1|120", "498|60", "499|56460", "null|null" }));
    }

    [Test]
    public async Task What_newer_rules_read_takes_the_place_of_what_older_rules_did_from_the_moment_the_file_was_known()
    {
        var known = await LoadAsync(0, Row with { Text = "one two" });
        await LoadAsync(5, Row with { Minute = 1, Rank = 1, Text = "three" });
        await Store.LoadAsync(Files.Write("again", Row with { Text = "read better now" })
            with
        { RawFile = known.RawFile, KnownAt = known.KnownAt, Name = known.Name.Replace(".r1.", ".r2.", StringComparison.Ordinal), RuleVersion = 2 });

        Assert.That(AsOf(0, "text_words, versions"), Is.EqualTo("3|1"));
        Assert.That(AsOf(5, "text_words, versions"), Is.EqualTo("1|2"));
    }

    [Test]
    public async Task Test_numbers_teach_nothing()
    {
        await LoadAsync(0, OfAda, Row with { Id = "2" });
        await using var excluding = Reopen(new WarehouseOptions { TestNumbers = "+2348031230001" });
        await excluding.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
        Assert.That(Store.Query("SELECT has_phone FROM ml.complaint_features"), Is.EqualTo(new[] { "False" }));
        Assert.That(Store.One("SELECT count(*) FROM ml.complaint_label"), Is.EqualTo("1"));
    }

    [Test]
    public async Task Whatever_order_files_are_loaded_in_the_rows_are_the_same_and_one_of_each_complaint_at_any_time()
    {
        (int Hour, CleanRow[] Rows)[] files =
        [
            (0, [OfAda with { Text = "a b", Status = "open", IsResolved = false }, Row with { Id = "2" }]),
            (1, [OfAda with { Minute = 2, Rank = 1, Text = "a b c" }, OfAda with { Id = "3", OpenedAt = CleanRow.Start.AddDays(-1) }]),
            (1, [OfAda with { Minute = 1, IsResolved = true, ResolvedAt = CleanRow.Start.AddDays(2) }, Row with { Id = "2", Minute = 1, Rank = 2 }]),
            (2, [OfAda with { Text = "a b", Status = "open", IsResolved = false }, OfAda with { Id = "3", Minute = 5, OpenedAt = CleanRow.Start.AddDays(1) }]),
        ];
        var written = files.Select((file, i) => Files.Write($"f{i}", file.Rows) with { KnownAt = CleanFiles.KnownAt.AddHours(file.Hour) }).ToArray();
        string[]? expected = null;
        foreach (var order in new[] { "0123", "3210", "2031", "1302" })
        {
            await using var store = await NewStoreAsync();
            foreach (var digit in order)
            {
                await store.LoadAsync(written[digit - '0']);
            }

            string[] rows = [.. store.Query("SELECT * FROM ml.complaint_features ORDER BY complaint_key, known_as_of"), .. store.Query("SELECT * FROM ml.complaint_label ORDER BY complaint_key")];
            expected ??= rows;
            Assert.That(rows, Is.EqualTo(expected), order);
            Assert.That(store.Query($"SELECT count(*), count(DISTINCT complaint_key) FROM ml.complaint_features WHERE {At(1)}"), Is.EqualTo(new[] { "3|3" }));
        }

        Assert.That(expected, Has.Length.EqualTo(2 + 2 + 2 + 3), "what came again made no moment");
    }

    [Test]
    public async Task A_label_is_known_when_all_that_it_is_made_of_is()
    {
        await LoadAsync(0, OfAda with { IsResolved = false });
        await LoadAsync(1, OfAda with { Id = "2", OpenedAt = CleanRow.Start.AddDays(30), IsResolved = true, ResolvedAt = CleanRow.Start.AddDays(31) });
        await LoadAsync(2, OfAda with { Id = "taken back", OpenedAt = CleanRow.Start.AddDays(10) }, Row with { Id = "stranger" });
        await LoadAsync(3, OfAda with { Id = "taken back", OpenedAt = null, Minute = 1, Rank = 2 });
        const string Labels = "SELECT source_id, label_known_at, label.is_resolved, label.time_to_resolve_seconds, is_repeated_within_30_days, label.is_removed FROM ml.complaint_label AS label JOIN mart.fact_complaint USING (complaint_key) ORDER BY source_id";

        Assert.That(Store.Query(Labels), Is.EqualTo(new[]
        {
            "1|2026-11-22 11:00:00|False|null|True|False",
            "2|2026-11-22 09:00:00|True|86400|null|False",
            "stranger|2026-11-22 10:00:00|null|null|null|False",
            "taken back|2026-11-22 11:00:00|null|null|null|True",
        }));

        await LoadAsync(24 * 90, Row with { Id = "a later one" });
        Assert.That(Store.Query(Labels)[1], Is.EqualTo("2|2027-02-20 08:00:00|True|86400|False|False"), "nobody came for thirty days, and then something else was heard");
    }

    private static string At(int hour)
    {
        var moment = $"TIMESTAMPTZ '{CleanFiles.KnownAt.AddHours(hour).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}+00'";
        return $"known_as_of <= {moment} AND (known_until IS NULL OR known_until > {moment})";
    }

    private string AsOf(int hour, string columns, string id = "1") => Store.One(
        $"SELECT {string.Join(", ", columns.Split(", ").Select(column => "features." + column))} FROM ml.complaint_features AS features JOIN mart.fact_complaint AS fact USING (complaint_key) WHERE {At(hour)} AND source_id = $1", id);

    private async Task<CleanFile> LoadAsync(int hour, params CleanRow[] rows)
    {
        var file = Files.Write($"f{_files++}", rows) with { KnownAt = CleanFiles.KnownAt.AddHours(hour) };
        await Store.LoadAsync(file);
        return file;
    }
}
