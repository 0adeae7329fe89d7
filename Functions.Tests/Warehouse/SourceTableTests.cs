using Beejan.Functions.Sources;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using NUnit.Framework;
using ParquetSharp;
using Column = Beejan.Functions.Lake.Columns.Column;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>What a source's clean files hold is what its table takes.</summary>
[TestFixture]
internal sealed class SourceTableTests() : WarehouseTest(WarehouseEngine.DuckDb)
{
    private static IEnumerable<ComplaintColumns> AllColumns =>
        typeof(ComplaintColumns).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ComplaintColumns))).Select(type => (ComplaintColumns)Activator.CreateInstance(type, TestLake.Rules)!);

    [Test]
    public void Each_sources_columns_are_its_tables_by_name_and_type()
    {
        var tables = SourceTable.All.ToDictionary(
            table => table.Name,
            table => Store.Query(
                $"""
                SELECT column_name, data_type, is_nullable FROM information_schema.columns
                WHERE table_schema || '.' || table_name = $1 AND NOT list_contains(['{string.Join("','", SourceTable.AddedColumns)}'], column_name)
                """,
                table.Name));

        var declared = AllColumns.Select(columns => (columns.GetType().Name, Columns: columns.Columns.Select(column => $"{column.Name}|{TypeOf(column)}|{(column.IsRequired ? "NO" : "YES")}").ToList())).ToList();
        Assert.That(declared, Has.Count.EqualTo(tables.Count));
        foreach (var (name, columns) in declared)
        {
            var nearest = tables.MaxBy(table => table.Value.Intersect(columns).Count());
            Assert.That(columns, Is.EquivalentTo(nearest.Value), $"{name}, {nearest.Key}");
        }
    }

    [Test]
    public void Each_source_is_a_branch_of_the_view_of_all_versions()
    {
        var view = Store.One("SELECT sql FROM duckdb_views() WHERE schema_name = 'source' AND view_name = 'complaint_version'").Replace("\"", "", StringComparison.Ordinal);

        Assert.That(SourceTable.All.Select(table => table.Name), Is.All.Matches<string>(name => view.Contains($"FROM {name}", StringComparison.Ordinal)));
        Assert.That(SourceTable.All.Select(table => table.Source), Is.All.Matches<string>(source => view.Contains($"'{source}'", StringComparison.Ordinal)));
    }

    // Timestamps are whole numbers in a file, and declared in its schema to be times.
    private static string TypeOf(Column column) => column.PhysicalType switch
    {
        PhysicalType.ByteArray => "VARCHAR",
        PhysicalType.Int32 => "INTEGER",
        PhysicalType.Boolean => "BOOLEAN",
        _ => column.Name.EndsWith("_at", StringComparison.Ordinal) ? "TIMESTAMP WITH TIME ZONE" : "BIGINT",
    };
}
