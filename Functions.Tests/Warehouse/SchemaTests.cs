using Beejan.Functions.Warehouse;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class SchemaTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [Test]
    public async Task Applying_the_schema_again_changes_nothing()
    {
        var before = Store.Query("SELECT * FROM ops.schema_version ORDER BY version");
        Store.Clock.Advance(TimeSpan.FromDays(1));

        await Store.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(Store.Query("SELECT * FROM ops.schema_version ORDER BY version"), Is.EqualTo(before));
        Assert.That(before, Has.Count.EqualTo(SchemaScript.ReadAll(Engine).Count));
        Assert.That(async () => await Store.Warehouse.CheckSchemaAsync(CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public void Scripts_are_numbered_from_one_without_a_gap_but_for_those_of_the_other_engine()
    {
        var own = SchemaScript.ReadAll(Engine).Select(script => script.Version).ToList();
        var all = Enum.GetValues<WarehouseEngine>().SelectMany(SchemaScript.ReadAll).Select(script => script.Version).Distinct().Order().ToList();

        Assert.That(own, Is.Unique.And.Ordered);
        Assert.That(all, Is.EqualTo(Enumerable.Range(1, all.Count)));
    }

    [Test]
    public void Line_ends_are_no_change_of_a_script() =>
        Assert.That(new SchemaScript(1, "001-a.sql", "a\r\nb\r\n").Checksum, Is.EqualTo(new SchemaScript(1, "001-a.sql", "a\nb\n").Checksum));

    [Test]
    public async Task A_database_without_the_schema_says_what_to_run()
    {
        await using var empty = await NewEmptyStoreAsync();
        const string Says = "Run `apply-schema`";

        Assert.That(async () => await empty.Warehouse.CheckSchemaAsync(CancellationToken.None), SaysSo(Says));
        Assert.That(async () => await empty.LoadAsync(Files.Write("a", new CleanRow("1", 0))), SaysSo(Says));
        Assert.That(async () => await empty.Warehouse.ReadLoadsAsync(CancellationToken.None), SaysSo(Says));
        Assert.That(async () => await empty.Warehouse.ReadChannelsAsync(CancellationToken.None), SaysSo(Says));
    }

    [Test]
    public async Task A_new_script_is_applied_to_what_is_there()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0)));
        await using var later = With([.. SchemaScript.ReadAll(Engine), new SchemaScript(999, "999-later.sql", "CREATE VIEW mart.later AS SELECT 1 AS one;")]);
        Assert.That(
            async () => await later.Warehouse.CheckSchemaAsync(CancellationToken.None),
            Throws.TypeOf<WarehouseSchemaException>().With.Message.Contains("999-later.sql"));

        await later.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(later.One("SELECT one FROM mart.later"), Is.EqualTo("1"));
        Assert.That(later.One("SELECT count(*) FROM mart.fact_complaint"), Is.EqualTo("1"));
    }

    [Test]
    public async Task What_was_loaded_before_agents_were_measured_is_measured_by_the_scripts_that_bring_it()
    {
        await using var store = await NewEmptyStoreAsync(new SchemaVersions([.. SchemaScript.ReadAll(Engine).Take(5)]));
        await store.Warehouse.ApplySchemaAsync(CancellationToken.None);
        store.Query(
            """
            INSERT INTO mart.dim_date (date_key, day, month_name, weekday_name) VALUES (20261120, DATE '2026-11-20', 'November', 'Friday');
            INSERT INTO mart.dim_agent VALUES (CAST(md5('a') AS UUID), 'calllogs', 'main', 'Ada');
            INSERT INTO mart.dim_location VALUES (CAST(md5('b') AS UUID), 'Ikeja', 'Lagos', 'unknown', 'unknown');
            INSERT INTO ops.load (load_id, source, clean_name, content_hash, raw_file, rule_version, rows, inserted, updated, unchanged, older, loaded_at, duration_ms)
            VALUES (CAST(md5('l') AS UUID), 'calllogs', 'c', 'h', 'r', 1, 2, 1, 0, 0, 1, TIMESTAMPTZ '2026-11-20 10:00:00+00', 5);
            INSERT INTO source.call_log (account, source_id, changed_at, change_rank, rule_version, row_hash, record_number, channel, is_answered, talk_seconds, raw_file, known_at, load_id)
            VALUES ('main', '1', TIMESTAMPTZ '2026-11-20 09:00:00+00', 0, 1, 'a', 1, 'phone', true, 60, 'r', TIMESTAMPTZ '2026-11-20 10:00:00+00', CAST(md5('l') AS UUID)),
                ('main', '1', TIMESTAMPTZ '2026-11-20 09:05:00+00', 0, 1, 'b', 1, 'phone', true, 90, 'r', TIMESTAMPTZ '2026-11-20 10:00:00+00', CAST(md5('l') AS UUID));
            INSERT INTO source.social_post (account, source_id, changed_at, change_rank, rule_version, row_hash, record_number, channel, platform, author_id, raw_file, known_at, load_id)
            VALUES ('main', '1', TIMESTAMPTZ '2026-11-20 09:00:00+00', 0, 1, 'a', 1, 'social', 'meta', 'u7', 'r', TIMESTAMPTZ '2026-11-20 10:00:00+00', CAST(md5('l') AS UUID));
            INSERT INTO mart.fact_complaint
            SELECT CAST(md5(source) AS UUID), source, 'main', '1', 20261120, unknown, unknown, CASE WHEN source = 'calllogs' THEN CAST(md5('a') AS UUID) ELSE unknown END, unknown, unknown,
                TIMESTAMPTZ '2026-11-20 09:00:00+00', NULL, NULL, NULL, false, NULL, TIMESTAMPTZ '2026-11-20 09:05:00+00', 0, 1, 'b', CAST(md5('l') AS UUID), TIMESTAMPTZ '2026-11-20 10:00:00+00'
            FROM (SELECT CAST('00000000-0000-0000-0000-000000000000' AS UUID) AS unknown) AS nobody CROSS JOIN (VALUES ('calllogs'), ('social')) AS sources(source);
            INSERT INTO mart.daily_complaints SELECT date_key, channel_key, category_key, location_key, DATE '2026-11-20', count(*), 0, 0 FROM mart.fact_complaint GROUP BY 1, 2, 3, 4;
            """);

        await using var later = Reopen(of: store);
        await later.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(later.Query("SELECT source, author, is_answered, talk_seconds FROM mart.fact_complaint ORDER BY source"), Is.EqualTo(["calllogs|null|True|90", "social|u7|null|null"]));
        Assert.That(later.Query("SELECT agent, complaints, average_talk_seconds FROM mart.agent_performance"), Is.EqualTo(["Ada|1|90"]));
        Assert.That(later.Query("SELECT city, place_city FROM mart.dim_location WHERE city = 'Ikeja'"), Is.EqualTo(["Ikeja|unknown"]));
        Assert.That(later.Query("SELECT withdrawn, superseded_by FROM ops.load"), Is.EqualTo(["0|null"]));
        Assert.That(later.Query(WarehouseChecks.WrongDays), Is.Empty);
    }

    [Test]
    public async Task A_script_that_changed_after_it_was_applied_is_named()
    {
        await using var changed = With([.. SchemaScript.ReadAll(Engine).Select(script => script.Version == 2 ? script with { Text = script.Text + "-- changed" } : script)]);
        const string Says = "002-mart.sql changed after it was applied";

        Assert.That(async () => await changed.Warehouse.CheckSchemaAsync(CancellationToken.None), SaysSo(Says));
        Assert.That(async () => await changed.Warehouse.ApplySchemaAsync(CancellationToken.None), SaysSo(Says));
    }

    [Test]
    public async Task A_database_newer_than_the_app_is_refused()
    {
        await using var older = With([.. SchemaScript.ReadAll(Engine).SkipLast(1)]);
        var says = $"newer than this app: {SchemaScript.ReadAll(Engine)[^1].Name}";

        Assert.That(async () => await older.Warehouse.CheckSchemaAsync(CancellationToken.None), SaysSo(says));
        Assert.That(async () => await older.Warehouse.ApplySchemaAsync(CancellationToken.None), SaysSo(says));
    }

    [Test]
    public async Task An_app_that_runs_keeps_loading_while_a_newer_one_expands_the_schema()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Text = "before" }));
        const string Expand =
            """
            ALTER TABLE source.call_log ADD COLUMN sentiment TEXT;
            ALTER TABLE mart.fact_complaint ADD COLUMN sentiment TEXT;
            ALTER TABLE ops.load ADD COLUMN host TEXT;
            """;
        await using var newer = With([.. SchemaScript.ReadAll(Engine), new SchemaScript(999, "999-expand.sql", Expand)]);
        await newer.Warehouse.ApplySchemaAsync(CancellationToken.None);

        await Store.LoadAsync(Files.Write("b", new CleanRow("2", 0) { Text = "meanwhile" }));
        await newer.LoadAsync(Files.Write("calllogs", "c", [new CleanRow("3", 0) { Text = "after" }], "*, 'angry' AS sentiment"));
        await Store.LoadAsync(Files.Write("d", new CleanRow("3", 5) { Text = "after all" }));

        Assert.That(newer.Query("SELECT source_id, text FROM mart.fact_complaint ORDER BY source_id"), Is.EqualTo(["1|before", "2|meanwhile", "3|after all"]));
        Assert.That(newer.Query("SELECT source_id, sentiment FROM source.call_log WHERE sentiment IS NOT NULL"), Is.EqualTo(["3|angry"]));
        Assert.That(newer.Query("SELECT * FROM ops.imbalance"), Is.Empty);
        await using var restarted = With(SchemaScript.ReadAll(Engine));
        Assert.That(async () => await restarted.Warehouse.CheckSchemaAsync(CancellationToken.None), SaysSo("newer than this app: 999-expand.sql"));
    }

    [Test]
    public void Scripts_only_expand_unless_they_are_named_contract()
    {
        var contracting = new System.Text.RegularExpressions.Regex(@"\b(DROP\s+(TABLE|COLUMN|SCHEMA)|RENAME|ALTER\s+COLUMN|ADD\s+COLUMN\s+\w+\s+\w+\s+NOT\s+NULL|TRUNCATE|DELETE\s+FROM)\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase);

        Assert.That(
            SchemaScript.ReadAll(Engine).Where(script => !script.Name.Contains("-contract-", StringComparison.Ordinal) && contracting.IsMatch(script.Text)).Select(script => script.Name),
            Is.Empty);
        Assert.That(contracting.IsMatch("ALTER TABLE a DROP COLUMN b") && contracting.IsMatch("ALTER TABLE a ADD COLUMN b TEXT NOT NULL"));
    }

    [Test]
    public async Task A_script_that_fails_leaves_nothing()
    {
        await using var broken = With([.. SchemaScript.ReadAll(Engine), new SchemaScript(999, "999-broken.sql", "CREATE TABLE mart.half (a INTEGER); SELECT * FROM mart.nowhere;")]);
        var before = Store.Query("SELECT * FROM ops.schema_version ORDER BY version");

        Assert.That(async () => await broken.Warehouse.ApplySchemaAsync(CancellationToken.None), Throws.Exception.With.Message.Contains("nowhere"));

        Assert.That(Store.Query("SELECT * FROM ops.schema_version ORDER BY version"), Is.EqualTo(before));
        Assert.That(Store.Query("SELECT 1 FROM information_schema.tables WHERE table_name = 'half'"), Is.Empty);
    }

    private static ContainsConstraint SaysSo(string text) => Throws.TypeOf<WarehouseSchemaException>().With.Message.Contains(text);

    private Store With(IReadOnlyList<SchemaScript> scripts) => Reopen(schema: new SchemaVersions(scripts));
}
