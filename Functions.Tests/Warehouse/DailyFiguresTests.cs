using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Figures per day, and who is left out of them.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class DailyFiguresTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [Test]
    public async Task An_agents_day_adds_up_and_its_averages_are_over_what_is_known()
    {
        var noon = CleanRow.Start.AddHours(3);
        await Store.LoadAsync(Files.Write(
            "a",
            new CleanRow("1", 0) { Agent = "Ada", OpenedAt = noon, Status = "resolved", IsResolved = true, ResolvedAt = noon.AddMinutes(10), IsAnswered = true, AnswerSeconds = 20, TalkSeconds = 300, Satisfaction = 5 },
            new CleanRow("2", 0) { Agent = "Ada", OpenedAt = noon, Status = "resolved", IsResolved = true, ResolvedAt = noon.AddMinutes(-10), IsAnswered = true, AnswerSeconds = 40, TalkSeconds = 100 },
            new CleanRow("3", 0) { Agent = "Ada", OpenedAt = noon, Status = "open", IsResolved = false, IsAnswered = false, TalkSeconds = 0 },
            new CleanRow("4", 0) { Agent = "Bola", OpenedAt = noon.AddDays(1), Rank = 2 },
            new CleanRow("5", 0) { OpenedAt = noon, IsAnswered = true }));

        Assert.That(
            Store.Query(
                """
                SELECT day, agent, complaints, resolved, average_resolution_seconds, calls, answered, average_answer_seconds, average_talk_seconds, ratings, average_satisfaction
                FROM mart.agent_performance ORDER BY agent
                """),
            Is.EqualTo(["2026-11-20|Ada|3|2|600|3|2|30|200|1|5", "2026-11-21|Bola|1|0|null|0|0|null|null|0|null"]));
    }

    [Test]
    public async Task A_complaint_that_goes_to_another_agent_or_day_moves()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { Agent = "Ada", OpenedAt = CleanRow.Start, TalkSeconds = 5 }, new CleanRow("2", 0) { Agent = "Ada", OpenedAt = CleanRow.Start }));
        await Store.LoadAsync(Files.Write("b", new CleanRow("1", 5) { Agent = "Bola", OpenedAt = CleanRow.Start.AddDays(-1) }));

        Assert.That(Store.Query("SELECT day, agent, complaints, talk_seconds FROM mart.daily_agents JOIN mart.dim_agent USING (agent_key) ORDER BY agent"), Is.EqualTo(["2026-11-20|Ada|1|0", "2026-11-19|Bola|1|5"]));
        Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);
        Assert.That(Store.Query(WarehouseChecks.Orphans), Is.Empty);
    }

    [Test]
    public async Task What_a_call_was_like_comes_from_one_version()
    {
        await Store.LoadAsync(Files.Write("a", new CleanRow("1", 0) { IsAnswered = true, AnswerSeconds = 9, TalkSeconds = 90, Satisfaction = 4 }));
        await Store.LoadAsync(Files.Write("b", new CleanRow("1", 5) { IsAnswered = true, TalkSeconds = 95 }));
        await Store.LoadAsync(Files.Write("c", new CleanRow("1", 9)));

        Assert.That(Store.One("SELECT is_answered, answer_seconds, talk_seconds, satisfaction FROM mart.fact_complaint"), Is.EqualTo("True|null|95|null"));
    }

    [Test]
    public async Task Test_numbers_and_our_own_accounts_are_left_out_of_views_and_figures_but_not_of_the_facts()
    {
        await LoadMixedAsync();
        Assert.That(Seen(), Is.EqualTo("7|7|7"), "nobody is left out");

        await using var excluding = Reopen(new WarehouseOptions { TestNumbers = "+2348031234567", OwnAccounts = "QA@beejan.example, +2348099999999, BEEJAN" });
        await excluding.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
        Assert.That(Seen(), Is.EqualTo("3|3|3"));
        Assert.That(Store.Query("SELECT source, source_id FROM mart.excluded_complaint ORDER BY 1, 2"), Is.EqualTo(["calllogs|1", "calllogs|2", "calllogs|3", "social|6"]));
        Assert.That(Store.One("SELECT count(*) FROM mart.fact_complaint"), Is.EqualTo("7"));
        Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);

        await excluding.LoadAsync(Files.Write("later", new CleanRow("8", 0) { Phone = "+2348031234567", Agent = "Ada", OpenedAt = CleanRow.Start }, new CleanRow("9", 0) { Agent = "Ada", OpenedAt = CleanRow.Start }));
        Assert.That(Seen(), Is.EqualTo("4|4|4"), "a load heeds them");
        Assert.That(Store.Query(WarehouseChecks.WrongDays), Is.Empty);
    }

    [Test]
    public async Task Exclusions_that_are_taken_back_bring_the_complaints_back()
    {
        await LoadMixedAsync();
        var before = Store.Everything();
        await using (var excluding = Reopen(new WarehouseOptions { TestNumbers = "+2348031234567" }))
        {
            await excluding.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
            Assert.That(Store.Everything(), Is.Not.EqualTo(before));
        }

        await using var again = Reopen();
        await again.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
        Assert.That(Store.Everything(), Is.EqualTo(before));
    }

    private async Task LoadMixedAsync()
    {
        var social = Files.Write(
            "social", "social",
            [
                new CleanRow("6", 0) { Channel = "social", Author = "BEEJAN", Agent = "Ada", OpenedAt = CleanRow.Start },
                new CleanRow("7", 0) { Channel = "social", Author = "2001", Agent = "Ada", OpenedAt = CleanRow.Start },
            ]);
        await Store.LoadAsync(social);
        await Store.LoadAsync(Files.Write(
            "calls",
            new CleanRow("1", 0) { Phone = "+2348031234567", Agent = "Ada", OpenedAt = CleanRow.Start },
            new CleanRow("2", 0) { Email = "qa@beejan.example", Agent = "Ada", OpenedAt = CleanRow.Start },
            new CleanRow("3", 0) { Phone = "+2348099999999", Agent = "Ada", OpenedAt = CleanRow.Start },
            new CleanRow("4", 0) { Phone = "+2348031234568", Agent = "Ada", OpenedAt = CleanRow.Start },
            new CleanRow("5", 0) { Agent = "Ada", OpenedAt = CleanRow.Start }));
    }

    private string Seen() => Store.One("SELECT (SELECT count(*) FROM mart.complaint), (SELECT sum(complaints) FROM mart.complaints_by_day), (SELECT sum(complaints) FROM mart.agent_performance)");
}
