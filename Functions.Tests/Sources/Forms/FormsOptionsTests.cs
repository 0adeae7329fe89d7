using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Sources.Forms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

public sealed class FormsOptionsTests
{
    private const string Schedule = "0 */15 * * * *";

    [Test]
    public void Without_a_database_nothing_else_is_needed() => Assert.That(Faults(new FormsOptions { Schedule = Schedule }), Is.Empty);

    [TestCase("Postgres", "Host=db;Username=reader;Password=secret;Database=site", "web_form")]
    [TestCase("Postgres", "Host=db", "public.web_form")]
    [TestCase("Postgres", "Host=db", "public.web_form_{yyyy}_{MM}_{dd}")]
    [TestCase("SqlServer", "Server=db;Database=site;User ID=reader;Password=secret", "dbo.web_form_{yyyy}{MM}")]
    [TestCase("Sqlite", "Data Source=site.sqlite", "Web_Form_2")]
    public void A_database_with_its_connection_is_enough(string database, string connection, string table)
        => Assert.That(Faults(new FormsOptions { Schedule = Schedule, Database = database, ConnectionString = connection, Table = table, TimeZone = "Africa/Lagos" }), Is.Empty);

    [TestCase("Oracle", "", "Forms__Database is 'Oracle', expected Postgres, SqlServer, Sqlite")]
    [TestCase("Postgres", "", "Forms__ConnectionString is missing")]
    [TestCase("Postgres", "Host=db;Pasword=secret", "Forms__ConnectionString is no connection string for Postgres")]
    [TestCase("Postgres", "Host=db;Port=secret", "Forms__ConnectionString is no connection string for Postgres")]
    [TestCase("SqlServer", "Server=db;Pasword=secret", "Forms__ConnectionString is no connection string for SqlServer")]
    [TestCase("Sqlite", "secret", "Forms__ConnectionString is no connection string for Sqlite")]
    [TestCase("Sqlite", "Data Source=a;Mode=secret", "Forms__ConnectionString is no connection string for Sqlite")]
    public void A_wrong_database_is_named_and_no_secret_is(string database, string connection, string says)
    {
        var fault = Faults(new FormsOptions { Schedule = Schedule, Database = database, ConnectionString = connection }).Single();
        Assert.That(fault, Does.StartWith(says).And.Not.Contain("secret").And.Not.Contain("Pasword"));
    }

    [TestCase("")]
    [TestCase("a.b.c")]
    [TestCase("web form")]
    [TestCase("web_form;DROP TABLE x")]
    [TestCase("\"web_form\"")]
    [TestCase("1form")]
    [TestCase("web_form\n")]
    [TestCase("web_form_{YYYY}")]
    [TestCase("web_form_{MM}")]
    [TestCase("web_form_{yyyy}_{dd}")]
    [TestCase("web_form_{yyyy}_{yyyy}")]
    [TestCase("site_{yyyy}.web_form")]
    [TestCase("{yyyy}_web_form")]
    public void A_table_that_is_no_name_is_refused(string table)
        => Assert.That(Faults(new FormsOptions { Schedule = Schedule, Table = table }).Single(), Does.StartWith("Forms__Table is '"));

    [Test]
    public void The_rest_is_checked_by_its_name()
    {
        Assert.That(Faults(new FormsOptions { Schedule = Schedule, TimeZone = "Lagos" }).Single(), Does.StartWith("Forms__TimeZone is 'Lagos'"));
        Assert.That(Faults(new FormsOptions { Schedule = Schedule, Lag = TimeSpan.FromHours(-1) }).Single(), Does.StartWith("Forms__Lag"));
        Assert.That(Faults(new FormsOptions { Schedule = Schedule, LateCommits = "Never" }).Single(), Is.EqualTo("Forms__LateCommits is 'Never', expected Transactions or Lag."));
        Assert.That(Faults(new FormsOptions { Schedule = Schedule, TableDays = -1 }).Single(), Does.StartWith("Forms__TableDays"));
        Assert.That(Faults(new FormsOptions { Schedule = Schedule, MaxDeletedPercent = 101 }).Single(), Does.StartWith("Forms__MaxDeletedPercent"));
        Assert.That(Faults(new FormsOptions { Schedule = Schedule, MaxRows = 0 }).Single(), Does.StartWith("Forms__MaxRows"));
        Assert.That(Faults(new FormsOptions()).Single(), Does.StartWith("Forms__Schedule"));
    }

    private static IEnumerable<string> Faults(FormsOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Select(fault => fault.ErrorMessage!);
    }
}
