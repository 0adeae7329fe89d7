using System.Diagnostics;
using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Dictionary;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class DictionaryTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private IEnumerable<(DescribedTable Table, DescribedColumn Column)> Columns => Read().SelectMany(table => table.Columns.Select(column => (table, column)));

    [Test]
    public void The_page_is_what_the_comments_say()
        => Assert.That(DictionaryPage.Write(Read()), Is.EqualTo(Page), $"{DictionaryPage.Path} is not what the schema says. Run `{DictionaryPage.Command}`.");

    [Test]
    public async Task The_command_prints_the_page_and_nothing_else_without_any_setting()
    {
        var (exitCode, page, errors) = await Command.RunAsync(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Functions.dll"), "describe-warehouse"]) { WorkingDirectory = Folder });
        Assert.That((exitCode, errors), Is.EqualTo((0, "")));
        Assert.That(page, Is.EqualTo(Page));
    }

    [Test]
    public void Every_table_and_view_is_in_it()
        => Assert.That(
            Read().Select(table => table.FullName),
            Is.EquivalentTo(Store.Query("SELECT table_schema || '.' || table_name FROM information_schema.tables WHERE table_schema IN ('mart', 'ml', 'source', 'ops')")));

    [Test]
    public void README_names_the_command()
        => Assert.That(Repository.Read("README.md"), Does.Contain($"`{DictionaryPage.Command}`"));

    [TestCase(@"^(?!schema_version\.name$).*\.((customer|author|sender)_)?(phone|email|text|name|author|author_id|sender|handle|permalink|postcode)$", "personal")]
    [TestCase(@"\.(customer_key|complaint_key|source_id|row_hash)$", "pseudonymous")]
    [TestCase(@"\.(agent|agent_key)$", "staff")]
    public void What_tells_of_a_person_is_classed_so(string columns, string privacy)
    {
        var matching = Columns.Where(column => Regex.IsMatch($"{column.Table.Name}.{column.Column.Name}", columns)).ToList();

        Assert.That(matching, Is.Not.Empty);
        Assert.That(matching.Where(column => column.Column.Privacy != privacy).Select(column => $"{column.Table.FullName}.{column.Column.Name}"), Is.Empty);
    }

    [Test]
    public void Columns_of_one_name_are_of_one_privacy_class()
        => Assert.That(
            Columns.GroupBy(column => column.Column.Name, column => column.Column.Privacy).Where(name => name.Distinct().Count() > 1).Select(name => name.Key),
            Is.Empty);

    [Test]
    public void What_the_sources_have_in_common_reads_the_same_in_each()
    {
        var tables = Read().Where(table => SourceTable.All.Any(source => source.Name == table.FullName)).ToList();
        var common = tables.SelectMany(table => table.Columns).GroupBy(column => column.Name).Where(column => column.Count() == SourceTable.All.Count).ToList();

        Assert.That(common, Is.Not.Empty);
        Assert.That(common.Where(column => column.Distinct().Count() > 1).Select(column => column.Key), Is.Empty);
    }

    [TestCase(null, "Found no comment, expected 'Meaning. | unit | source | privacy'")]
    [TestCase("One.", "Found 'One.', expected 'Meaning. | unit | source | privacy'")]
    [TestCase("One. | | warehouse | none", "Found 'One. | | warehouse | none'")]
    [TestCase("One. | - | warehouse, somewhere | none", "Found source 'somewhere', expected some of all sources, calllogs,")]
    [TestCase("One. | - | warehouse | secret", "Found privacy 'secret', expected one of none, pseudonymous,")]
    public async Task A_comment_of_another_form_is_named(string? comment, string says)
    {
        var script = $"CREATE VIEW mart.later AS SELECT 1 AS one; COMMENT ON VIEW mart.later IS 'One row.'; {(comment is null ? "" : $"COMMENT ON COLUMN mart.later.one IS '{comment}';")}";
        await using var later = Reopen(schema: new SchemaVersions([.. SchemaScript.ReadAll(Engine), new SchemaScript(999, "999-later.sql", script)]));
        await later.Warehouse.ApplySchemaAsync(CancellationToken.None);

        Assert.That(Read, Throws.TypeOf<InvalidDataException>().With.Message.Contains($"mart.later.one: {says}"));
    }

    [Test]
    public void A_table_without_a_comment_and_a_schema_without_a_word_are_named()
    {
        Store.Query("CREATE VIEW mart.mute AS SELECT 1 AS one");
        Assert.That(Read, Throws.TypeOf<InvalidDataException>().With.Message.Contains("mart.mute: Found no comment, expected what it holds"));
        Assert.That(() => DictionaryPage.Write([new DescribedTable("attic", "old", IsView: false, "Old.", [])]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("Found attic.old"));
    }

    private static string Page => Repository.Read(DictionaryPage.Path).ReplaceLineEndings("\n");

    private IReadOnlyList<DescribedTable> Read()
    {
        using var connection = Store.Connect();
        connection.Open();
        return WarehouseDictionary.Read(connection, Engine);
    }
}
