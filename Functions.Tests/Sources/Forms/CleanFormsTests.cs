using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>From raw to clean. The rows come by way of SQLite, which takes any value in any column.</summary>
internal sealed class CleanFormsTests() : FormsTest("Sqlite")
{
    private const string All =
        """
        id TEXT, created_at TEXT, updated_at TEXT, is_deleted BOOLEAN, deleted_at TEXT, customer_name TEXT, customer_phone TEXT, customer_email TEXT, category TEXT, message TEXT, status TEXT,
        resolved_at TEXT, city TEXT, state TEXT, country TEXT, postcode TEXT, form TEXT
        """;

    [Test]
    public async Task A_row_of_the_contract_is_a_complaint()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} ({All})",
            $"""
            INSERT INTO {Table} VALUES ('W-1', '2026-11-01 10:00:00', '2026-11-02 11:00:00.1234', 0, NULL, ' Ada Obi ', '0803 123 4567', 'Ada@Example.com', 'Billing', 'Charged' || char(13, 10) || 'twice', 'Closed',
            '2026-11-02T10:59:00+01:00', 'Ikeja', 'Lagos', 'NG', '100001', '/billing')
            """);
        Assert.That(
            await CleanedAsync("account, source_id, changed_at, change_rank, channel, opened_at, resolved_at, status, is_resolved, text, category, customer_name, customer_phone, customer_email, agent, city, region, postcode, country, form, quality_flags", Options(timeZone: "Africa/Lagos")),
            Is.EqualTo(new[] { $"{Table}|W-1|2026-11-02 10:00:00.1234|0|web|2026-11-01 09:00:00|2026-11-02 09:59:00|Closed|True|Charged\ntwice|Billing|Ada Obi|+2348031234567|ada@example.com||Ikeja|Lagos|100001|NG|/billing|" }));
    }

    [TestCase("complaint TEXT, name TEXT, phone TEXT, email TEXT, region TEXT", "'No net', 'Ada', '08031234567', 'a@b.ng', 'Lagos'", "text, customer_name, customer_phone, customer_email, region", "No net|Ada|+2348031234567|a@b.ng|Lagos")]
    [TestCase("DESCRIPTION TEXT, message TEXT", "'not this', 'this'", "text", "this")]
    [TestCase("deleted_at TEXT, message TEXT", "'2026-11-02', 'gone'", "change_rank, text", "2|")]
    [TestCase("is_deleted TEXT, message TEXT", "'Y', 'gone'", "change_rank, text", "2|")]
    [TestCase("is_deleted TEXT, message TEXT", "'N', 'here'", "change_rank, text", "0|here")]
    [TestCase("is_deleted TEXT", "'perhaps'", "change_rank, quality_flags", "0|is_deleted_unreadable")]
    [TestCase("status TEXT", "' SOLVED'", "status, is_resolved", "SOLVED|True")]
    [TestCase("status TEXT", "'in progress'", "status, is_resolved", "in progress|False")]
    [TestCase("status TEXT", "NULL", "status, is_resolved", "|")]
    [TestCase("resolved_at TEXT", "'soon'", "resolved_at, quality_flags", "|resolved_at_unreadable")]
    [TestCase("hobby TEXT", "'fishing'", "text, form", "|")]
    public async Task Columns_are_read_by_their_names(string columns, string values, string select, string expected)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, updated_at TEXT, {columns})", $"INSERT INTO {Table} VALUES (1, '2026-11-01', {values})");
        Assert.That(await CleanedAsync(select), Is.EqualTo(new[] { expected }));
    }

    [TestCase("2026-11-01 01:30:00", "2026-11-01 05:30:00|2026-11-01 05:30:00|changed_at_ambiguous opened_at_ambiguous")]
    [TestCase("2026-03-08 02:30:00", "2026-03-08 07:30:00||changed_at_nonexistent opened_at_nonexistent")]
    [TestCase("2026-03-08 02:30:00-05:00", "2026-03-08 07:30:00|2026-03-08 07:30:00|")]
    [TestCase("2026-07-01", "2026-07-01 04:00:00|2026-07-01 04:00:00|")]
    public async Task Local_times_are_placed_by_the_zone_of_the_extract(string time, string expected)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, created_at TEXT, updated_at TEXT)", $"INSERT INTO {Table} VALUES (1, '{time}', '{time}')");
        Assert.That(await CleanedAsync("changed_at, opened_at, quality_flags", Options(timeZone: "America/New_York")), Is.EqualTo(new[] { expected }));
    }

    [TestCase("NULL", "nothing")]
    [TestCase("''", "nothing")]
    [TestCase("'  '", "nothing")]
    [TestCase("'a' || char(10) || 'b'", "a\nb")]
    [TestCase("printf('%.*c', 201, 'x')", "xxx")]
    public async Task An_id_that_is_none_is_a_reject_and_its_siblings_go_through(string id, string found)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id TEXT, updated_at TEXT, message TEXT)", $"INSERT INTO {Table} VALUES ({id}, '2026-11-01', 'lost'), (printf('%.*c', 200, 'x'), '2026-11-02', 'kept')");
        Assert.That(await CleanedAsync("text"), Is.EqualTo(new[] { "kept" }));
        var raw = (await RawAsync()).Single();
        var reject = (await Lake.ReadRejectsAsync(raw, "forms")).Single();
        Assert.That(reject.GetProperty("found").GetString(), Does.StartWith(found));
        Assert.That((reject.GetProperty("record").GetInt64(), reject.GetProperty("field").GetString(), reject.GetProperty("rule").GetString()), Is.EqualTo((1, "id", "forms.id")));
        Assert.That(reject.GetProperty("raw").GetString(), Does.EndWith(""","updated_at":"2026-11-01","message":"lost"}"""));
        Assert.That(await Lake.ReadCountsAsync(raw, "forms"), Is.EqualTo(new BatchCounts(2, 1, 0, 1, 0)));
    }

    [TestCase("'1799-01-01'")]
    [TestCase("'2300-01-01'")]
    [TestCase("'10:15'")]
    public async Task A_change_time_that_is_none_is_a_reject(string time)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, updated_at TEXT)", $"INSERT INTO {Table} VALUES (1, {time})");
        Assert.That(await CleanedAsync("source_id"), Is.Empty);
        Assert.That((await Lake.ReadRejectsAsync((await RawAsync()).Single(), "forms")).Single().GetProperty("rule").GetString(), Is.EqualTo("forms.updated_at"));
    }

    [Test]
    public async Task Nasty80_Two_rows_of_one_id_and_time_are_one_and_of_two_times_two()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, updated_at TEXT, message TEXT)", $"INSERT INTO {Table} VALUES (1, '2026-11-01', 'a'), (1, '2026-11-01', 'b'), (1, '2026-11-02', 'c')");
        Assert.That(await CleanedAsync("text"), Has.Length.EqualTo(2).And.Contains("c"));
        Assert.That(await Lake.ReadCountsAsync((await RawAsync()).Single(), "forms"), Is.EqualTo(new BatchCounts(3, 2, 1, 0, 0)));
    }

    [Test]
    public async Task Rows_of_several_row_groups_are_all_read()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} (id INTEGER, updated_at TEXT, message TEXT)",
            $"INSERT INTO {Table} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70000) SELECT i, '2026-11-01', 'm' || i FROM n");
        Assert.That(await CleanedAsync("count(*), count(DISTINCT source_id), count(DISTINCT text)", null, ""), Is.EqualTo(new[] { "70000|70000|70000" }));
    }

    [TestCase("user@@gmial.om", "", "customer_email_invalid", Description = "not repaired to somebody else's")]
    [TestCase("ada@gmial.com", "ada@gmial.com", "", Description = "a domain that exists may be meant")]
    [TestCase("ada@example.com, obi@example.com", "", "customer_email_invalid")]
    public async Task Nasty78_A_mail_address_that_is_none_is_kept_in_raw_and_flagged_and_not_repaired(string address, string expected, string flags)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, updated_at TEXT, email TEXT, phone TEXT)", $"INSERT INTO {Table} VALUES (1, '2026-11-01', '{address}', '08031234567')");
        Assert.That(await CleanedAsync("customer_email, customer_phone, quality_flags"), Is.EqualTo(new[] { $"{expected}|+2348031234567|{flags}" }));
        Assert.That(await QueryRawAsync("email"), Is.EqualTo(new[] { address }));
    }

    [Test]
    public async Task Nasty79_A_form_that_was_sent_twice_by_a_double_click_is_two_complaints_and_a_query_finds_them()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} (id INTEGER, created_at TEXT, phone TEXT, message TEXT)",
            $"INSERT INTO {Table} VALUES (1, '2026-11-01 10:00:00', '08031234567', 'No net'), (2, '2026-11-01 10:00:02', '08031234567', 'No net'), (3, '2026-11-01 10:00:06', '08031234567', 'No net'), (4, '2026-11-01 10:00:02', '08031234568', 'No net')");
        await IngestAsync();
        await LoadAsync();
        Assert.That(Warehouse.One("SELECT count(*) FROM mart.fact_complaint WHERE account = $1", Table), Is.EqualTo("4"));
        var query = Repository.Read("docs/queries.md").Split("## Which web forms were sent twice by a double click?")[1].Split("```")[1]["sql".Length..];
        Assert.That(Warehouse.Query(query).Where(pair => pair.StartsWith($"{Table}|", StringComparison.Ordinal)), Is.EqualTo(new[] { $"{Table}|1|2|2026-11-01 10:00:00|2026-11-01 10:00:02" }));
    }

    [TestCase(new byte[0])]
    [TestCase(new byte[] { 1, 2, 3 })]
    [TestCase(new byte[] { 80, 65, 82, 49, 0, 0, 0, 0, 80, 65, 82, 49 })]
    public async Task Bytes_that_are_no_Parquet_are_rejected_whole(byte[] bytes) => await RejectedWholeAsync(await PutAsync(bytes), 1);

    [Test]
    public async Task A_torn_extract_is_rejected_whole_and_counts_its_rows()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, updated_at TEXT)", $"INSERT INTO {Table} VALUES (1, '2026-11-01'), (2, '2026-11-01')");
        await IngestAsync();
        var whole = (await (await RawAsync()).Single().DownloadContentAsync()).Value.Content.ToArray();
        await RejectedWholeAsync(await PutAsync(whole[..^10]), 1);
        var torn = whole.ToArray();
        torn.AsSpan(4, 40).Fill(0xee);
        await RejectedWholeAsync(await PutAsync(torn), 2);
    }

    [TestCase("SELECT 1 AS id, now() AS updated_at", 1)]
    [TestCase("SELECT [1] AS id", 1)]
    [TestCase("SELECT 1::HUGEINT AS id", 1)]
    public async Task Parquet_of_somebody_else_is_rejected_whole(string select, int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        TestLake.Query($"COPY ({select}) TO '{path}' (FORMAT parquet)");
        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        await RejectedWholeAsync(await PutAsync(bytes), rows);
    }

    private Task<BlobClient> PutAsync(byte[] bytes) => Lake.PutRawAsync("forms", bytes, "parquet", account: "foreign");

    private async Task<string> RejectedWholeAsync(BlobClient raw, long records)
    {
        await new FormsCleaner(Lake.CleanStage(), Microsoft.Extensions.Options.Options.Create(new CleaningOptions())).RunAsync(raw, CancellationToken.None);
        Assert.That(await Lake.ReadCountsAsync(raw, "forms"), Is.EqualTo(new BatchCounts(records, 0, 0, records, 0)));
        var reject = (await Lake.ReadRejectsAsync(raw, "forms")).Single();
        Assert.That(reject.GetProperty("rule").GetString(), Is.EqualTo("forms.file"));
        return reject.GetProperty("found").GetString()!;
    }
}
