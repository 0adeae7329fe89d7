using System.Data.Common;
using System.Text.Json;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>
/// What each step of a load costs PostgreSQL in rows that it goes through: a step that looks through a table once for each row
/// takes seconds of a hundred thousand rows, and days of ten million.
/// </summary>
[TestFixture]
internal sealed class StepCostTests() : WarehouseTest(WarehouseEngine.Postgres)
{
    private const int Rows = 2_000;

    // A join by hashes goes through each of its tables once; a handful of them stand in a step.
    private const int MostPerRow = 50;

    [Test]
    public async Task No_step_goes_through_a_table_once_for_each_row()
    {
        var first = Files.WriteMany("first", Rows, "no light");
        await CheckAsync(first);
        var again = first with { Name = "again", ContentHash = "again", RawFile = "raw/calllogs/2026/11/22/again.csv" };
        await CheckAsync(again with { KnownAt = first.KnownAt.AddDays(1) });
        await CheckAsync(again with { Name = "earlier", ContentHash = "earlier", RawFile = "raw/calllogs/2026/11/21/earlier.csv", KnownAt = first.KnownAt.AddDays(-1) });
        await CheckAsync(first with { Name = "newer", ContentHash = "newer", RuleVersion = 2 });
        await CheckAsync(again with { Name = "newer again", ContentHash = "newer again", RuleVersion = 2 });
        await CheckAsync(Files.WriteMany("edited", Rows, "light again"));
    }

    [Test]
    public async Task The_versions_of_a_small_file_are_counted_without_a_way_through_the_whole_history()
    {
        const int small = 100;
        await Store.LoadAsync(Files.WriteMany("large", 100 * small, "no light"));
        Store.Query("ANALYZE source.call_log");
        List<string>? dear = null;
        OnStep = (step, connection) =>
        {
            if (step == "daily agents")
            {
                dear = Dear(ScriptOf(connection).Counts, connection, small);
            }
        };

        await Store.LoadAsync(Files.WriteMany("small", small, "light again"));

        Assert.That(dear, Is.Empty);
    }

    private async Task CheckAsync(CleanFile file)
    {
        var dear = new List<string>();
        var heard = new List<string>();
        IReadOnlyList<LoadStep> steps = [];
        OnStep = (at, connection) =>
        {
            steps = ScriptOf(connection).Steps;
            if (heard.Count < steps.Count)
            {
                var next = steps[heard.Count];
                dear.AddRange(Dear(next, connection).Select(node => $"{file.Name}, {next.Name}: {node}"));
            }

            heard.Add(at);
        };
        Assert.That((await Store.LoadAsync(file)).Rows, Is.EqualTo(Rows));
        Assert.That(heard, Is.EqualTo(steps.Select(step => step.Name).Prepend("staged").Append("recorded")), "each step was looked at before its turn");
        Assert.That(dear, Is.Empty);
    }

    private static LoadScript ScriptOf(DbConnection connection)
    {
        var table = SourceTable.Of("calllogs");
        return new LoadScript(new LoadTerms(table, connection.Columns(table.Name, default), IsRowStore: true));
    }

    private static List<string> Dear(LoadStep step, DbConnection connection) =>
        step.Text.StartsWith("ANALYZE", StringComparison.Ordinal) || (step.Unless is { } unless && connection.Query(unless, row => row.GetBoolean(0), default).Single())
            ? []
            : Dear(step.Text, connection, Rows);

    // Runs the statement before its turn, and takes it back.
    private static List<string> Dear(string statement, DbConnection connection, int rows)
    {
        connection.Execute("SAVEPOINT before_step", default);
        using var plan = JsonDocument.Parse(connection.Query($"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", row => row.GetString(0), default).Single());
        connection.Execute("ROLLBACK TO before_step", default);
        return [.. Nodes(plan.RootElement[0].GetProperty("Plan")).Where(node => GoneThrough(node) > MostPerRow * rows).Select(node => $"{node.GetProperty("Node Type")} through {GoneThrough(node)} rows")];
    }

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];

    private static double GoneThrough(JsonElement node) =>
        Number(node, "Actual Loops") * (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Join Filter"));

    private static double Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
