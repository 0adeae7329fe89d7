using Beejan.Functions.Sources.Forms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Which tables a name stands for.</summary>
public sealed class FormsTablesTests
{
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "web_form_2026_11_24", "2026-11-24")]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "web_form_2024_02_29", "2024-02-29")]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "web_form_2026_02_29", null)]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "web_form_2026_13_01", null)]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "web_form_2026_1_01", null)]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "web_form_2026_11_24_old", null)]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "my_web_form_2026_11_24", null)]
    [TestCase("web_form_{yyyy}_{MM}_{dd}", "WEB_FORM_2026_11_24", null)]
    [TestCase("f{dd}{MM}{yyyy}", "f24112026", "2026-11-24")]
    [TestCase("form_{yyyy}{MM}", "form_202602", "2026-02-28")]
    [TestCase("form_{yyyy}", "form_2026", "2026-12-31")]
    [TestCase("site.form_{yyyy}", "site.form_2026", "2026-12-31")]
    [TestCase("site.form_{yyyy}", "form_2026", null)]
    public void A_pattern_knows_its_tables_and_their_days(string pattern, string table, string? day)
    {
        var tables = new FormsTables(pattern);
        Assert.That(tables.AreMany, Is.True);
        Assert.That(tables.LastDay(table)?.ToString("O", null), Is.EqualTo(day));
        Assert.That(tables.Contains(table), Is.EqualTo(day is not null));
    }

    [Test]
    public void A_name_is_one_table()
    {
        var tables = new FormsTables("site.web_form");
        Assert.That((tables.AreMany, tables.Schema, tables.Contains("site.web_form"), tables.Contains("web_form"), tables.FullName("web_form")), Is.EqualTo((false, "site", true, false, "site.web_form")));
    }
}
