using Beejan.Functions.Warehouse;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Who reads as <c>beejan_reader</c> sees mart and ml, and no telephone number or e-mail address in them.</summary>
[TestFixture]
internal sealed class ReaderRoleTests() : WarehouseTest(WarehouseEngine.Postgres)
{
    private const string Phone = "+2348031234567";
    private const string Email = "ada.obi@example.com";

    private static readonly string[] Readable = ["mart", "ml"];

    [SetUp]
    public async Task LoadAsync()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Phone = Phone, OpenedAt = CleanRow.Start, Text = $"call me on 0803 123-4567 or {Email}, ticket 4711" }));
        await Store.LoadAsync(Files.Write("b", new CleanRow("2", 0) { Email = Email, OpenedAt = CleanRow.Start }));
        await Store.LoadAsync(Files.Write("sms", "c", [new CleanRow("3", 0) { Phone = Phone, Author = Phone, OpenedAt = CleanRow.Start }]));
    }

    [Test]
    public void The_masked_reader_sees_the_complaints_with_numbers_and_addresses_masked() =>
        Assert.That(
            As("beejan_reader", "SELECT source_id, customer_phone, customer_email, author, text FROM mart.complaint ORDER BY source_id"),
            Is.EqualTo([
                "1|+234…67|null|null|call me on [number] or [e-mail], ticket 4711",
                "2|null|a…@example.com|null|null",
                "3|+234…67|null|[number]|null",
            ]));

    [Test]
    public void The_unmasked_reader_sees_them_whole() =>
        Assert.That(
            As("beejan_reader_unmasked", "SELECT source_id, customer_phone, customer_email, author, text FROM mart.complaint ORDER BY source_id"),
            Is.EqualTo([
                $"1|{Phone}|null|null|call me on 0803 123-4567 or {Email}, ticket 4711",
                $"2|null|{Email}|null|null",
                $"3|{Phone}|null|{Phone}|null",
            ]));

    [Test]
    public void Nothing_that_the_masked_reader_may_read_holds_a_number_or_an_address()
    {
        var relations = Store.Query(
            """
            SELECT oid::regclass::text FROM pg_class
            WHERE relkind IN ('r', 'v') AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
                AND has_schema_privilege('beejan_reader', relnamespace, 'USAGE') AND has_table_privilege('beejan_reader', oid, 'SELECT')
            """);
        Assert.That(relations, Does.Contain("mart.complaint").And.Contain("mart.customer").And.Contain("mart.dim_agent").And.Contain("mart.daily_complaints"));
        foreach (var relation in relations)
        {
            Assert.That(relation, Does.StartWith("mart.").Or.StartWith("ml."));
            var rows = string.Join('\n', As("beejan_reader", $"SELECT * FROM {relation}"));
            Assert.That(rows, Does.Not.Contain("8031234567").And.Not.Contain("123-4567").And.Not.Contain("ada.obi"), relation);
        }
    }

    [TestCase("beejan_reader", "mart.dim_customer")]
    [TestCase("beejan_reader", "mart.fact_complaint")]
    [TestCase("beejan_reader", "mart.exclusion")]
    [TestCase("beejan_reader", "source.call_log")]
    [TestCase("beejan_reader", "ops.load")]
    [TestCase("beejan_reader_unmasked", "source.call_log")]
    [TestCase("beejan_reader_unmasked", "ops.load")]
    public void What_is_not_theirs_is_refused(string role, string table) =>
        Assert.That(() => As(role, $"SELECT * FROM {table}"), Throws.TypeOf<PostgresException>().With.Message.Contains("permission denied"));

    [TestCase("beejan_reader")]
    [TestCase("beejan_reader_unmasked")]
    public void Readers_change_nothing(string role) =>
        Assert.That(() => As(role, "DELETE FROM mart.daily_complaints"), Throws.TypeOf<PostgresException>().With.Message.Contains("permission denied"));

    [Test]
    public void All_that_stands_in_mart_and_ml_is_somebodys_to_read() =>
        Assert.That(
            Store.Query(
                $"""
                SELECT oid::regclass::text FROM pg_class
                WHERE relkind IN ('r', 'v') AND relnamespace::regnamespace::text IN ({string.Join(", ", Readable.Select(schema => $"'{schema}'"))})
                    AND NOT has_table_privilege('beejan_reader_unmasked', oid, 'SELECT')
                """),
            Is.Empty);

    private List<string> As(string role, string sql)
    {
        using var connection = (NpgsqlConnection)Store.Connect();
        connection.Open();
        connection.Execute($"SET ROLE {role}", default);
        try
        {
            return connection.Query(
                sql,
                row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.IsDBNull(column) ? "null" : row.GetValue(column).ToString())),
                default);
        }
        finally
        {
            connection.Execute("RESET ROLE", default);
        }
    }
}
