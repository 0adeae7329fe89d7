using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>What holds of SQLite alone, where a declared type binds nobody.</summary>
internal sealed class SqliteFormsTests() : FormsTest("Sqlite")
{
    private const string Types = "id INTEGER, updated_at DATETIME, flag BOOLEAN, whole BIGINT, real REAL, price DECIMAL(10,2), words VARCHAR(20), doc JSON, bytes BLOB, anything";

    [Test]
    public async Task Raw_has_the_types_that_are_declared()
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} ({Types})", $"INSERT INTO {Table} VALUES (1, '2026-11-01 10:00:00', 1, 9007199254740993, 0.5, 12.34, '', '[]', x'00ff', 'a'), (2, '2026-11-01 10:00:01', NULL, NULL, 3, NULL, NULL, NULL, NULL, 5)");
        await IngestAsync();
        Assert.That(await QueryRawAsync("column_name || ' ' || column_type", describe: true), Is.EqualTo(new[]
        {
            "id BIGINT", "updated_at VARCHAR", "flag BOOLEAN", "whole BIGINT", "real DOUBLE", "price DOUBLE", "words VARCHAR", "doc VARCHAR", "bytes BLOB", "anything VARCHAR",
        }));
        Assert.That(await QueryRawAsync("id, updated_at, flag, whole, real, price, words = '', doc, hex(bytes), anything"), Is.EqualTo(new[]
        {
            "1|2026-11-01 10:00:00|True|9007199254740993|0.5|12.34|True|[]|00FF|a", "2|2026-11-01 10:00:01|||3|||||5",
        }));
    }

    [Test]
    public async Task A_value_of_another_type_makes_its_column_texts()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} ({Types})",
            $"INSERT INTO {Table} VALUES ('seven', '2026-11-01 10:00:00', 'true', 'many', 'half', 'free', x'c3a9ff', 5, 'no blob', x'00'), (2, '2026-11-01 10:00:01', 2, 5, 0.5, 1, 'b', NULL, x'01', 1.5)");
        await IngestAsync();
        Assert.That(await QueryRawAsync("id, flag, whole, real, price, words, doc, bytes, anything"), Is.EqualTo(new[]
        {
            "2|2|5|0.5|1.0|b||01|1.5", "seven|true|many|half|free|C3A9FF|5|no blob|00",
        }).Or.EqualTo(new[] { "seven|true|many|half|free|C3A9FF|5|no blob|00", "2|2|5|0.5|1|b||01|1.5" }));

        await CleanAsync();
        Assert.That(await Lake.QueryCleanAsync((await RawAsync()).Single(), "forms", "source_id"), Is.EqualTo(new[] { "seven", "2" }));
    }

    [Test]
    public async Task Times_in_different_forms_are_ordered_by_what_they_say()
    {
        await Site.ExecuteAsync(
            $"CREATE TABLE {Table} (id INTEGER, updated_at TEXT)",
            $"INSERT INTO {Table} VALUES (1, '2026-11-01T10:00:00Z'), (2, '2026-11-01 09:00:00'), (3, '2026-11-01T12:00:00+01:00'), (4, '2026-11-01'), (5, '2026-11-01 10:30'), (6, 'yesterday'), (7, '')");
        await WalkAsync(Options(maxRows: 2));
        await CleanAsync();
        var changes = new List<string>();
        foreach (var raw in await RawAsync())
        {
            changes.AddRange(await Lake.QueryCleanAsync(raw, "forms", "source_id, changed_at"));
        }

        Assert.That(changes, Is.EqualTo(new[] { "4|2026-11-01 00:00:00", "2|2026-11-01 09:00:00", "1|2026-11-01 10:00:00", "5|2026-11-01 10:30:00", "3|2026-11-01 11:00:00" }));
        Assert.That(Logs.Lines.Select(line => line.Text), Has.Some.StartsWith("2 rows of"));
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error_and_is_not_made()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sqlite");
        var options = Options();
        Assert.That(() => IngestAsync(new() { Database = options.Database, Table = Table, ConnectionString = $"Data Source={path}" }), Throws.InstanceOf<SqliteException>());
        Assert.That(File.Exists(path), Is.False);
    }
}
