using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>A table whose columns change between runs: the job lives, and says what has changed.</summary>
[TestFixture("Postgres")]
[TestFixture("Sqlite")]
internal sealed class FormsDriftTests(string database) : FormsTest(database)
{
    [Test]
    public async Task Nasty76_A_new_a_vanished_and_a_retyped_column_are_an_event_each_and_rows_are_read_on()
    {
        await CreateTableAsync();
        await InsertAsync((1, Site.Now));
        await IngestAsync();
        Assert.That(Events, Is.Empty, "a table that is read for the first time has not changed");

        await Site.ExecuteAsync(
            $"ALTER TABLE {Table} ADD COLUMN browser TEXT", $"ALTER TABLE {Table} DROP COLUMN message",
            $"ALTER TABLE {Table} DROP COLUMN is_deleted", $"ALTER TABLE {Table} ADD COLUMN is_deleted TEXT",
            $"INSERT INTO {Table} (id, updated_at, browser, is_deleted) VALUES (2, {Site.Now}, 'lynx', 'no')");
        await IngestAsync();
        var (text, boolean) = Site.Database == "Postgres" ? ("text", "boolean") : ("TEXT", "BOOLEAN");
        Assert.That(Events, Is.EqualTo(new[]
        {
            $"SchemaDrift: column browser of {Table} was nothing and is {text}.", $"SchemaDrift: column is_deleted of {Table} was {boolean} and is {text}.", $"SchemaDrift: column message of {Table} was {text} and is nothing.",
        }));

        await IngestAsync();
        Assert.That(Events.Count(), Is.EqualTo(3), "said once");
        await CleanAsync();
        var second = new List<string>();
        foreach (var raw in await RawAsync())
        {
            second.AddRange(await Lake.QueryCleanAsync(raw, "forms", "source_id, text, change_rank", "WHERE source_id = '2'"));
        }

        Assert.That(second.Distinct(), Is.EqualTo(new[] { "2||0" }), "a field without a column is empty");
    }

    [Test]
    public async Task An_id_that_grows_from_int_to_bigint_to_a_text_stays_the_same_id()
    {
        await CreateTableAsync();
        await InsertAsync(Enumerable.Range(1, 5).Select(id => ((object)id, Site.Now)));
        await IngestAsync(Options(maxRows: 2));
        foreach (var type in new[] { "BIGINT", "TEXT" })
        {
            await RetypeIdAsync(type);
            await IngestAsync(Options(maxRows: 2));
        }

        await WalkAsync(Options());
        await WalkAsync(Options());
        await LoadAsync();
        Assert.That(Warehouse.Query("SELECT source_id FROM mart.fact_complaint WHERE account = $1 ORDER BY source_id", Table), Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
        Assert.That(Events.Where(text => text.Contains("column id of", StringComparison.Ordinal)).Count(), Is.EqualTo(2));
    }

    private IEnumerable<string> Events => Logs.Lines.Where(line => line.Level == LogLevel.Warning && line.Text.StartsWith("SchemaDrift: ", StringComparison.Ordinal)).Select(line => line.Text[..(line.Text.IndexOf('.', StringComparison.Ordinal) + 1)]);

    // SQLite changes no type in place.
    private Task RetypeIdAsync(string type) => Site.Database == "Postgres"
        ? Site.ExecuteAsync($"ALTER TABLE {Table} ALTER COLUMN id TYPE {type}")
        : Site.ExecuteAsync(
            $"ALTER TABLE {Table} RENAME TO {Table}_old", $"CREATE TABLE {Table} (id {type}, created_at TEXT, updated_at TEXT, is_deleted BOOLEAN, status TEXT, message TEXT)",
            $"INSERT INTO {Table} SELECT * FROM {Table}_old", $"DROP TABLE {Table}_old");
}
