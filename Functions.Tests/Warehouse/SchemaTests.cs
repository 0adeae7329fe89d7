using Beejan.Functions.Warehouse;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture]
internal sealed class SchemaTests : WarehouseTest
{
    [Test]
    public async Task Applying_the_schema_again_changes_nothing()
    {
        var before = Store.Query("SELECT * FROM ops.schema_version ORDER BY version");
        Store.Clock.Advance(TimeSpan.FromDays(1));

        await Store.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(Store.Query("SELECT * FROM ops.schema_version ORDER BY version"), Is.EqualTo(before));
        Assert.That(before, Has.Count.EqualTo(SchemaScript.ReadAll().Count));
        Assert.That(async () => await Store.Warehouse.CheckSchemaAsync(CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public void Scripts_are_numbered_from_one_without_a_gap() =>
        Assert.That(SchemaScript.ReadAll().Select(script => script.Version), Is.EqualTo(Enumerable.Range(1, SchemaScript.ReadAll().Count)));

    [Test]
    public void Line_ends_are_no_change_of_a_script() =>
        Assert.That(new SchemaScript(1, "001-a.sql", "a\r\nb\r\n").Checksum, Is.EqualTo(new SchemaScript(1, "001-a.sql", "a\nb\n").Checksum));

    [Test]
    public void A_database_without_the_schema_says_what_to_run()
    {
        using var empty = Store.Open(PathOf("empty"));
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
        using var later = With([.. SchemaScript.ReadAll(), new SchemaScript(999, "999-later.sql", "CREATE VIEW mart.later AS SELECT 1 AS one;")]);
        Assert.That(
            async () => await later.Warehouse.CheckSchemaAsync(CancellationToken.None),
            Throws.TypeOf<WarehouseSchemaException>().With.Message.Contains("999-later.sql"));

        await later.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(later.One("SELECT one FROM mart.later"), Is.EqualTo("1"));
        Assert.That(later.One("SELECT count(*) FROM mart.fact_complaint"), Is.EqualTo("1"));
    }

    [Test]
    public void A_script_that_changed_after_it_was_applied_is_named()
    {
        using var changed = With([.. SchemaScript.ReadAll().Select(script => script.Version == 2 ? script with { Text = script.Text + "-- changed" } : script)]);
        const string Says = "002-mart.sql changed after it was applied";

        Assert.That(async () => await changed.Warehouse.CheckSchemaAsync(CancellationToken.None), SaysSo(Says));
        Assert.That(async () => await changed.Warehouse.ApplySchemaAsync(CancellationToken.None), SaysSo(Says));
    }

    [Test]
    public void A_database_newer_than_the_app_is_refused()
    {
        using var older = With([.. SchemaScript.ReadAll().SkipLast(1)]);
        var says = $"newer than this app: {SchemaScript.ReadAll()[^1].Name}";

        Assert.That(async () => await older.Warehouse.CheckSchemaAsync(CancellationToken.None), SaysSo(says));
        Assert.That(async () => await older.Warehouse.ApplySchemaAsync(CancellationToken.None), SaysSo(says));
    }

    [Test]
    public void A_script_that_fails_leaves_nothing()
    {
        using var broken = With([.. SchemaScript.ReadAll(), new SchemaScript(999, "999-broken.sql", "CREATE TABLE mart.half (a INTEGER); SELECT * FROM mart.nowhere;")]);
        var before = Store.Query("SELECT * FROM ops.schema_version ORDER BY version");

        Assert.That(async () => await broken.Warehouse.ApplySchemaAsync(CancellationToken.None), Throws.Exception.With.Message.Contains("nowhere"));

        Assert.That(Store.Query("SELECT * FROM ops.schema_version ORDER BY version"), Is.EqualTo(before));
        Assert.That(Store.Query("SELECT 1 FROM information_schema.tables WHERE table_name = 'half'"), Is.Empty);
    }

    [Test]
    public void Every_table_and_column_says_what_it_means()
    {
        Assert.That(Store.Query("SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE comment IS NULL"), Is.Empty);
        Assert.That(Store.Query("SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal"), Is.Empty);
        Assert.That(
            Store.Query(
                """
                SELECT schema_name || '.' || table_name || '.' || column_name
                FROM duckdb_columns() JOIN duckdb_tables() USING (schema_name, table_name)
                WHERE duckdb_columns.comment IS NULL
                """),
            Is.Empty);
    }

    private static ContainsConstraint SaysSo(string text) => Throws.TypeOf<WarehouseSchemaException>().With.Message.Contains(text);

    private Store With(IReadOnlyList<SchemaScript> scripts) => Store.Open(PathOf("warehouse"), schema: new SchemaVersions(scripts));
}
