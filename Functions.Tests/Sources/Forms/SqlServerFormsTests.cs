using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Sources.Forms.Databases;
using Microsoft.Data.SqlClient;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>The texts made for SQL Server. No server has read them: there is none here.</summary>
public sealed class SqlServerFormsTests
{
    private static readonly SqlServerColumn[] Columns =
    [
        new("Id", "int", 10, 0), new("Updated_At", "datetime", 0, 0), new("created_at", "datetime2", 0, 0), new("paid", "money", 19, 4), new("rate", "decimal", 9, 2), new("big", "decimal", 30, 2),
        new("age", "tinyint", 3, 0), new("key", "uniqueidentifier", 0, 0), new("message", "nvarchar", 0, 0), new("version", "timestamp", 0, 0), new("at", "datetimeoffset", 0, 0),
    ];

    [Test]
    public void A_page_is_read_by_key_in_words_of_T_SQL()
    {
        var table = Database().Describe("dbo.web_form", Columns);
        using var connection = new SqlConnection();
        var walk = new FormsCursor { After = new FormsPlace(new DateTime(2026, 11, 1, 10, 0, 0), "7", table.Order) };
        using var page = FormsQuery.Page(Database(), connection, table, walk, 100);
        const string Time = """COALESCE(CAST(t."Updated_At" AS datetime2(7)), CAST(t."created_at" AS datetime2(7)))""";
        Assert.That(page.CommandText, Is.EqualTo(
            """SELECT t."Id", CAST(t."Updated_At" AS datetime2(6)), CAST(t."created_at" AS datetime2(6)), CONVERT(nvarchar(40), t."paid", 2), t."rate", CAST(t."big" AS nvarchar(max)), """
            + $"""CAST(t."age" AS smallint), CAST(t."key" AS nvarchar(max)), t."message", t."at", {Time}, CAST(t."Id" AS nvarchar(4000)) FROM "dbo"."web_form" AS t """
            + $"""WHERE {Time} >= '0002-01-01' AND {Time} < '9999-01-01' AND {Time} >= @time AND ({Time} > @time OR t."Id" > @id OR t."Id" IS NULL) """
            + $"""ORDER BY {Time}, CASE WHEN t."Id" IS NULL THEN 1 ELSE 0 END, t."Id" OFFSET 0 ROWS FETCH NEXT 100 ROWS ONLY"""));
        Assert.That(page.Parameters.Cast<SqlParameter>().Select(parameter => $"{parameter.ParameterName} {parameter.SqlDbType}"), Is.EqualTo(new[] { "@time DateTime2", "@id NVarChar" }));
    }

    [Test]
    public void A_row_version_is_no_column_of_raw_but_one_whose_type_is_known()
    {
        var table = Database().Describe("web_form", Columns);
        Assert.That(table.Columns.Select(column => column.Target.Name), Has.None.EqualTo("version").And.Count.EqualTo(Columns.Length - 1));
        Assert.That((table.Types["version"], table.Types["rate"], table.Order, table.HasZone), Is.EqualTo(("timestamp", "decimal(9,2)", "datetime2, int", false)));
    }

    [TestCase("datetimeoffset", "datetimeoffset", "COALESCE(CAST(t.\"updated_at\" AS datetimeoffset(7)), CAST(t.\"created_at\" AS datetimeoffset(7)))")]
    [TestCase("datetimeoffset", "datetime", "COALESCE(CAST(t.\"updated_at\" AS datetimeoffset(7)), CAST(t.\"created_at\" AS datetime2(7)) AT TIME ZONE 'W. Central Africa Standard Time')")]
    [TestCase("datetime", "datetimeoffset", "COALESCE(CAST(t.\"updated_at\" AS datetime2(7)), CAST(t.\"created_at\" AT TIME ZONE 'W. Central Africa Standard Time' AS datetime2(7)))")]
    public void Times_of_two_kinds_are_ordered_by_the_settings_zone(string updated, string created, string expected)
    {
        var table = Database("Africa/Lagos").Describe("web_form", [new("id", "int", 10, 0), new("updated_at", updated, 0, 0), new("created_at", created, 0, 0)]);
        Assert.That((table.Time, table.HasZone), Is.EqualTo((expected, updated == "datetimeoffset")));
    }

    [Test]
    public void Ids_are_ordered_by_their_bytes()
        => Assert.That(
            FormsQuery.Ids(Database(), Database().Describe("web_form", Columns)),
            Is.EqualTo("""SELECT CAST(t."Id" AS nvarchar(4000)) FROM "web_form" AS t WHERE t."Id" IS NOT NULL ORDER BY CAST(CAST(t."Id" AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(8000))"""));

    [Test]
    public void A_time_that_is_a_text_is_refused_by_its_name()
        => Assert.That(
            () => Database().Describe("web_form", [new("id", "int", 10, 0), new("updated_at", "nvarchar", 0, 0)]),
            Throws.TypeOf<FormsTableException>().With.Message.Contains("column updated_at of type nvarchar"));

    private static SqlServerFormsDatabase Database(string timeZone = "UTC") => new(new FormsOptions { Database = "SqlServer", TimeZone = timeZone });
}
