using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>Contact records of Amazon Connect, as its stream leaves them in storage.</summary>
internal sealed class JsonExportTests : CallLogsTest
{
    private const string First = "11111111-2222-3333-4444-000000000001";
    private const string Second = "11111111-2222-3333-4444-000000000002";

    private static readonly string Call = Contact(First, "2026-10-30T15:03:02Z", agent: "ngozi");

    [TestCase("{0}")]
    [TestCase("\ufeff  {0}\n")]
    [TestCase("[{0}]")]
    public async Task A_contact_is_a_row_with_its_own_change_time(string export)
    {
        var raw = await CleanAsync(export.Replace("{0}", Call, StringComparison.Ordinal));
        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, channel, received_via, customer_phone, agent, category, answer_seconds, talk_seconds, text, quality_flags"),
            Is.EqualTo(new[] { $"amazon-connect|{First}|2026-10-30 15:03:02|0|2026-10-30 14:59:38|phone|VOICE|+2348031234567|ngozi|Care|7|33||" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(1, 1, 0, 0, 0)));
    }

    [TestCase("\n")]
    [TestCase("")]
    [TestCase(" \r\n\r\n")]
    public async Task Contacts_behind_one_another_are_delivered_more_than_once_and_each_change_is_a_version(string between)
    {
        var later = Contact(First, "2026-10-30T15:09:00Z", agent: "musa");
        var raw = await CleanAsync(string.Join(between, later, Call, Call, Contact(Second, "2026-10-30T15:03:02Z", method: "OUTBOUND")));
        Assert.That(
            await RowsAsync(raw, "source_id, record_number, changed_at, agent"),
            Is.EqualTo(new[] { $"{First}|1|2026-10-30 15:09:00|musa", $"{First}|3|2026-10-30 15:03:02|ngozi" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(4, 2, 1, 0, 1)));
    }

    [Test]
    public async Task A_transfer_is_a_change_of_the_complaint_that_its_first_contact_made()
    {
        var raw = await CleanAsync($"[{Contact(First, "2026-10-30T15:03:02Z", agent: "ngozi")},{Contact(Second, "2026-10-30T15:03:02Z", agent: "musa", first: First, method: "TRANSFER")}]");
        Assert.That(await RowsAsync(raw, "source_id, change_rank, agent"), Is.EqualTo(new[] { $"{First}|0|ngozi", $"{First}|1|musa" }));
    }

    [Test]
    public async Task What_is_no_contact_is_a_reject_and_its_siblings_go_through()
    {
        var raw = await CleanAsync($"[{Call}, 7, null, {{}}, {Contact("me", "2026-10-30T15:03:02Z")}, {Contact(Second, "2026-10-30T15:03:02Z", agent: "\\ud800")}]");
        Assert.That(await RejectsAsync(raw), Is.EqualTo(new[] { "calllogs.record", "calllogs.record", "calllogs.id", "calllogs.id", "calllogs.encoding" }));
        Assert.That(await RejectsAsync(raw, "record"), Is.EqualTo(new[] { "2", "3", "4", "5", "6" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(6, 1, 0, 5, 0)));
    }

    [TestCase("{0}{", "calllogs.json", 2)]
    [TestCase("[{0},", "calllogs.json", 2)]
    [TestCase("{0}{0} and more", "calllogs.json", 1)]
    [TestCase("{\"ContactId\":1}", "calllogs.layout", 1)]
    public async Task JSON_that_breaks_off_or_is_of_no_known_layout_is_refused_whole(string export, string rule, int records)
    {
        var raw = await CleanAsync(export.Replace("{0}", Call, StringComparison.Ordinal));
        Assert.That(await RejectsAsync(raw), Is.EqualTo(new[] { rule }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(records, 0, 0, records, 0)));
    }

    [TestCase("[]")]
    [TestCase(" [ ] ")]
    public async Task A_list_of_none_is_empty(string export) => Assert.That(await CountsAsync(await CleanAsync(export)), Is.EqualTo(BatchCounts.None));

    private static string Contact(string id, string changedAt, string agent = "", string? first = null, string method = "INBOUND")
        => $$"""
           {"AWSAccountId": "000000000000", "Attributes": {"greeting": "true"}, "References": [], "Channel": "VOICE",
            "ContactId": "{{id}}", "InitialContactId": {{(first is null ? "null" : $"\"{first}\"")}}, "InitiationMethod": "{{method}}",
            "InitiationTimestamp": "2026-10-30T14:59:38Z", "LastUpdateTimestamp": "{{changedAt}}",
            "CustomerEndpoint": {"Address": "+2348031234567", "Type": "TELEPHONE_NUMBER"}, "Queue": {"Duration": 7, "Name": "Care"},
            "Agent": {{(agent.Length == 0 ? "null" : $$"""{"AgentInteractionDuration": 33, "Username": "{{agent}}"}""")}}}
           """;
}
