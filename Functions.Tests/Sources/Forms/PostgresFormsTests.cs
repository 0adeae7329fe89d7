using Beejan.Functions.Sources.Forms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>What holds of PostgreSQL alone: its types and its names.</summary>
internal sealed class PostgresFormsTests() : FormsTest("Postgres")
{
    private const string Types =
        """
        id bigint, updated_at timestamptz, flag boolean, small smallint, whole integer, single real, twice double precision, price numeric(12,2), wide numeric(30,4), free numeric,
        words text, short varchar(10), padded char(4), key uuid, doc json, doc2 jsonb, day date, wall timestamp, clock time, span interval, bytes bytea, list integer[], "Odd name.1" text
        """;

    private const string Values =
        """
        1, '2026-11-01 10:00:00.123456Z', true, -32768, 2147483647, 1.5, 0.1, -1234567890.12, 12345678901234567890123456.0001, 1.10,
        '', 'Ẹ 😡', 'ab', '0190a1b2-0000-7000-8000-000000000001', '{"a": [1]}', '{"a":1}', '1969-12-31', '2026-11-01 01:30:00.5', '09:30', '1 day 2 hours', '\x00ff', '{1,2}', 'x'
        """;

    [Test]
    public async Task Raw_keeps_the_databases_own_types()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} ({Types})", $"INSERT INTO {Table} VALUES ({Values})");
        await IngestAsync();

        Assert.That(await DescribeAsync(), Is.EqualTo(new[]
        {
            "id BIGINT", "updated_at TIMESTAMP WITH TIME ZONE", "flag BOOLEAN", "small SMALLINT", "whole INTEGER", "single FLOAT", "twice DOUBLE", "price DECIMAL(12,2)", "wide VARCHAR", "free VARCHAR",
            "words VARCHAR", "short VARCHAR", "padded VARCHAR", "key VARCHAR", "doc VARCHAR", "doc2 VARCHAR", "day DATE", "wall TIMESTAMP", "clock VARCHAR", "span VARCHAR", "bytes BLOB", "list VARCHAR", "Odd name.1 VARCHAR",
        }));
        Assert.That(
            await QueryRawAsync("""id, updated_at, flag, small, whole, single, twice, price, wide, free, words = '', short, padded, key, doc, doc2, day::VARCHAR, wall, clock, span, hex(bytes), list, "Odd name.1" """),
            Is.EqualTo(new[]
            {
                "1|2026-11-01 10:00:00.123456|True|-32768|2147483647|1.5|0.1|-1234567890.12|12345678901234567890123456.0001|1.10|True|Ẹ 😡|ab  |0190a1b2-0000-7000-8000-000000000001|{\"a\": [1]}|{\"a\": 1}|1969-12-31|2026-11-01 01:30:00.5|09:30:00|P1DT2H|00FF|{1,2}|x",
            }));
    }

    [Test]
    public async Task Every_value_may_be_null_and_the_row_is_shown_as_it_is_stored()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} ({Types})", $"INSERT INTO {Table} VALUES ({Values})", $"UPDATE {Table} SET id = NULL", $"INSERT INTO {Table} (updated_at) VALUES ('2026-11-01 11:00Z')");
        await IngestAsync();
        await CleanAsync();
        var raw = (await RawAsync()).Single();
        Assert.That(await QueryRawAsync("count(*)", "WHERE flag IS NULL AND small IS NULL AND single IS NULL AND price IS NULL AND words IS NULL AND day IS NULL AND wall IS NULL AND bytes IS NULL"), Is.EqualTo(new[] { "1" }));
        Assert.That((await Lake.ReadRejectsAsync(raw, "forms"))[0].GetProperty("raw").GetString(), Is.EqualTo(
            """{"id":null,"updated_at":"2026-11-01T10:00:00.123456Z","flag":"true","small":"-32768","whole":"2147483647","single":"1.5","twice":"0.1","price":"-1234567890.12","wide":"12345678901234567890123456.0001","free":"1.10","words":"","short":"Ẹ \uD83D\uDE21","padded":"ab  ","key":"0190a1b2-0000-7000-8000-000000000001","doc":"{\"a\": [1]}","doc2":"{\"a\": 1}","day":"1969-12-31","wall":"2026-11-01T01:30:00.5","clock":"09:30:00","span":"P1DT2H","bytes":"00ff","list":"{1,2}","Odd name.1":"x"}"""));
    }

    [TestCase("updated_at = '2026-11-01 10:00:00.123456+00'")]
    [TestCase("wall > '2026-11-01 01:30:00' AND wall < '2026-11-01 01:31:00'")]
    [TestCase("short = 'Ẹ 😡'")]
    [TestCase("price < -1234567890.11 AND price > -1234567890.13")]
    [TestCase("day < '1970-01-01'")]
    [TestCase("small < 0")]
    [TestCase("twice = 0.1")]
    public async Task A_reader_that_goes_by_the_files_statistics_misses_nothing(string filter)
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} ({Types})",
            $"INSERT INTO {Table} VALUES ({Values})",
            $"INSERT INTO {Table} (id, updated_at, wall, short, price, day, small, twice, single) VALUES (2, '2026-11-02Z', '2199-01-01', 'zz', 5, '2199-01-01', 5, 'NaN', 'NaN'), (3, '2026-11-03Z', '1970-01-01', 'A', 1, '1970-01-01', 0, 5, 7)");
        await IngestAsync();
        Assert.That(await QueryRawAsync("id", $"WHERE {filter}"), Is.EqualTo(new[] { "1" }));
        Assert.That(await QueryRawAsync("id", "WHERE twice = 'nan' AND single = 'nan'"), Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task What_no_calendar_of_ours_has_breaks_nothing()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} (id integer, created_at timestamp, updated_at timestamptz, resolved_at timestamptz, due date, price numeric(5,2))",
            $"INSERT INTO {Table} VALUES (1, '-infinity', '2026-11-01Z', 'infinity', 'infinity', 'NaN'), (2, '4000-01-01 BC', '2026-11-01Z', '290000-01-01Z', '-infinity', 1), (3, now(), 'infinity', NULL, NULL, 1), (4, now(), '4000-01-01Z BC', NULL, NULL, 1)");
        await IngestAsync();
        Assert.That(await QueryRawAsync("id, resolved_at = 'infinity', due::VARCHAR, price"), Is.EqualTo(new[] { "1|True|infinity|", "2|False|-infinity|1.00" }));
        Assert.That(Logs.Lines.Select(line => line.Text), Has.Some.StartsWith($"2 rows of {Table} have neither"));

        await CleanAsync();
        Assert.That(await Lake.QueryCleanAsync((await RawAsync()).Single(), "forms", "source_id, opened_at, resolved_at, quality_flags"), Is.EqualTo(new[]
        {
            "1|||opened_at_unreadable resolved_at_unreadable", "2|||opened_at_unreadable resolved_at_unreadable",
        }));
    }

    [Test]
    public async Task Times_of_two_kinds_are_ordered_by_the_settings_zone()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} (id integer, created_at timestamp, updated_at timestamptz)",
            $"INSERT INTO {Table} VALUES (1, '2026-07-01 08:00', NULL), (2, '2026-07-01 00:00', '2026-07-01 11:30Z'), (3, '2026-07-01 07:00', NULL)");
        await IngestAsync(Options(timeZone: "America/New_York", maxRows: 1)); // 08:00 is 12:00 UTC
        await IngestAsync(Options(timeZone: "America/New_York", maxRows: 1));
        await WalkAsync(Options(timeZone: "America/New_York", maxRows: 1));
        var ids = new List<string>();
        foreach (var raw in await RawAsync())
        {
            ids.AddRange(await QueryRawAsync("id", of: raw));
        }

        Assert.That(ids, Is.EqualTo(new[] { "3", "2", "1" }));
    }

    [TestCase("uuid", "gen_random_uuid()")]
    [TestCase("text", "md5(random()::text)")]
    [TestCase("bigint", "(random() * 1e15)::bigint")]
    public async Task An_id_may_be_of_any_of_these_types(string type, string random)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id {type} PRIMARY KEY, updated_at timestamp)", $"INSERT INTO {Table} SELECT {random}, '2026-11-01' FROM generate_series(1, 50)");
        Assert.That(await WalkAsync(Options(maxRows: 7)), Is.EqualTo(8));
        Assert.That(await QueryRawAsync("count(*), count(DISTINCT id)"), Is.EqualTo(new[] { "50|50" }));
    }

    [Test]
    public async Task A_day_is_time_enough()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id integer, updated_at date)", $"INSERT INTO {Table} VALUES (1, '2026-11-01'), (2, current_date), (3, current_date)");
        await WalkAsync(Options(maxRows: 2));
        await Site.ExecuteAsync($"INSERT INTO {Table} VALUES (4, current_date)");
        await WalkAsync(Options(maxRows: 2, lag: TimeSpan.Zero));
        Assert.That(await QueryRawAsync("DISTINCT id", "ORDER BY id"), Is.EqualTo(new[] { "1", "2", "3", "4" }));
    }

    [Test]
    public async Task A_schemas_table_a_view_and_capitals_are_found_as_they_are_spelled()
    {
        await Site.ExecuteAsync(
            "CREATE SCHEMA site", "CREATE TABLE site.\"Web_Form\" (\"ID\" integer, \"Updated_At\" timestamptz)", "INSERT INTO site.\"Web_Form\" VALUES (1, '2026-11-01Z')",
            "CREATE VIEW site.recent AS SELECT * FROM site.\"Web_Form\"");
        foreach (var name in new[] { "site.Web_Form", "site.recent" })
        {
            Table = name;
            await IngestAsync();
            Assert.That(await QueryRawAsync("\"ID\""), Is.EqualTo(new[] { "1" }));
        }
    }

    [Test]
    public async Task A_time_that_is_a_text_is_refused_by_its_name()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id integer, updated_at text)");
        Assert.That(() => IngestAsync(), Throws.TypeOf<FormsTableException>().With.Message.Contains("column updated_at of type text").And.Message.Contains("expected timestamp with time zone"));
    }

    [Test]
    public void A_database_that_refuses_us_is_an_error_without_the_password()
    {
        var options = Options();
        var wrong = new FormsOptions { Database = options.Database, Table = Table, ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString) { Password = "wr0ng" }.ToString() };
        Assert.That(() => IngestAsync(wrong), Throws.InstanceOf<Npgsql.PostgresException>().With.Matches<Exception>(e => !$"{e}".Contains("wr0ng", StringComparison.Ordinal)));
    }

    private Task<string[]> DescribeAsync() => QueryRawAsync("column_name || ' ' || column_type", describe: true);
}
