using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>Exports in the shapes that each system writes.</summary>
internal sealed class LayoutsTests : CallLogsTest
{
    private const string Zendesk = "Summation column,Id,Requester,Requester id,Requester email,Submitter,Assignee,Subject,Status,Via,Created at,Updated at,Solved at,Satisfaction Score,First reply time in minutes,Ticket Category [list],Status [list]\n";
    private const string Genesys = "Full Export Completed,Partial Result Timestamp,Filters,Media Type,Users,Remote,Date,End Date,Duration,Direction,ANI,DNIS,Queue,Wrap-up,Flow,Conversation ID\n";
    private const string Case = "\"Id\",\"IsDeleted\",\"CaseNumber\",\"ContactId\",\"SuppliedName\",\"SuppliedEmail\",\"SuppliedPhone\",\"Type\",\"Status\",\"Origin\",\"Subject\",\"Description\",\"IsClosed\",\"ClosedDate\",\"OwnerId\",\"CreatedDate\",\"LastModifiedDate\"\n";
    private const string Connect = "11111111-2222-3333-4444-";

    [Test]
    public async Task Zendesk_writes_a_hyphen_for_nothing_and_says_when_a_ticket_changed()
    {
        var raw = await CleanAsync(Zendesk
            + "1,301,Ada Obi,9001,ada@example.com,Ada Obi,Ngozi,SIM is barred,Open,Mail,2026-10-30 08:15,2026-10-31 09:00,-,-,2.5,Network,escalated\n"
            + "1,302,-,9002,-,-,-,Charged twice,Solved,Phone call (inbound),2026-10-30 08:15,2026-10-31 09:00,2026-10-31 09:00,Good,-,-,-\n"
            + "1,303,Musa,9003,-,Ngozi,Ngozi,We call you back,Open,Phone call (outbound),2026-10-30 08:15,2026-10-31 09:00,-,-,-,-,-\n");

        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, opened_at, resolved_at, status, is_resolved, text, channel, customer_name, customer_email, agent, category, answer_seconds, quality_flags"),
            Is.EqualTo(new[]
            {
                "zendesk|301|2026-10-31 09:00:00|2026-10-30 08:15:00||Open|False|SIM is barred|email|Ada Obi|ada@example.com|Ngozi|Network|150|",
                "zendesk|302|2026-10-31 09:00:00|2026-10-30 08:15:00|2026-10-31 09:00:00|Solved|True|Charged twice|phone||||||",
            }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 2, 0, 0, 1)));
    }

    [TestCase("Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,First response time (in hrs),Resolution time (in hrs),Source,Full name,Contact ID")]
    [TestCase("Ticket Id,Subject,Status,Priority,Source,Type,Agent,Group,Created Time,Due by Time,Resolved Time,Closed Time,Last Updated Time,Initial Response Time (in Hrs),Resolution Time (in Hrs),Product,Requester Name,Contact ID")]
    public async Task Freshdesk_and_Freshservice_write_clocks_where_they_say_hours_and_one_column_twice(string header)
    {
        var raw = await CleanAsync(header
            + "\n77,No signal,Closed,Low,Phone,Network,Ngozi,Care,2026-10-30 08:15:00,2026-11-01 08:15:00,2026-10-30 10:00:00,2026-10-30 11:00:00,2026-10-30 11:00:00,26:05:10,01:45:00,branch,Ada Obi,5\n"
            + "78,Invoice sent,Open,Low,Outbound Email,Billing,Ngozi,Care,2026-10-30 08:15:00,,,,2026-10-30 08:15:00,,,,Ada Obi,5\n");

        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, resolved_at, is_resolved, channel, received_via, answer_seconds, customer_name, category, quality_flags"),
            Is.EqualTo(new[] { "freshdesk|77|2026-10-30 11:00:00|2026-10-30 10:00:00|True|phone|Phone|93910|Ada Obi|Network|" }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(2, 1, 0, 0, 1)));
    }

    [Test]
    public async Task Salesforces_data_export_has_digits_for_yes_and_no_and_deleted_cases_are_taken_back()
    {
        var raw = await CleanAsync(Case
            + "\"500A1\",\"0\",\"00001003\",\"000000000000000AAA\",\"Ada Obi\",\"ada@example.com\",\"08031234567\",\"Billing\",\"Working\",\"Phone\",\"Charged twice\",\"Two debits,\r\none call\",\"0\",\"\",\"0051\",\"2026-10-30 08:15:00\",\"2026-10-31 09:00:00\"\n"
            + "\"500A2\",\"1\",\"00001004\",\"000000000000000AAA\",\"\",\"\",\"\",\"\",\"Done\",\"Web\",\"Mine\",\"secret\",\"1\",\"2026-10-30T10:00:00.000+0100\",\"000000000000000AAA\",\"2026-10-30T08:15:00.000Z\",\"2026-10-31 09:30:00\"\n");

        Assert.That(
            await RowsAsync(raw, "account, source_id, changed_at, change_rank, opened_at, resolved_at, is_resolved, text, customer_phone, agent, channel, quality_flags"),
            Is.EqualTo(new[]
            {
                "salesforce|00001003|2026-10-31 09:00:00|0|2026-10-30 08:15:00||False|Charged twice\nTwo debits,\none call|+2348031234567|0051|phone|",
                "salesforce|00001004|2026-10-31 09:30:00|2|2026-10-30 08:15:00|2026-10-30 09:00:00|True||||web|",
            }));
    }

    [Test]
    public async Task Salesforces_reports_have_labels_and_the_order_of_the_United_States()
    {
        const string Report = "\"Case Number\",\"Contact Name\",\"Subject\",\"Status\",\"Date/Time Opened\",\"Date/Time Closed\",\"Case Origin\",\"Case Owner\"\n"
            + "\"00001003\",\"Ada Obi\",\"Charged twice\",\"Closed\",\"10/3/2026 8:15 AM\",\"10/4/2026, 9:00\u202fPM\",\"Phone\",\"#N/A\"\n";
        Assert.That(
            await RowsAsync(Report, "account, source_id, changed_at, opened_at, resolved_at, is_resolved, text, agent, channel"),
            Is.EqualTo(new[] { "salesforce-report|00001003|2026-11-02 06:00:00|2026-10-03 08:15:00|2026-10-04 21:00:00|True|Charged twice||phone" }));
    }

    [Test]
    public async Task Genesys_Cloud_counts_milliseconds_names_several_users_and_dials_out()
    {
        var raw = await CleanAsync(Genesys
            + $"Yes,,none,voice,Ngozi Ade; Musa Bello,Ada,6/23/25 07:00 AM,6/23/25 07:05 AM,301500,Inbound,tel:+2348031234567,+2341,Care,Billing,Main,{Connect}00000000000a\n"
            + $"Yes,,none,email,,Ada,6/23/25 07:00 PM,,0,Inbound,ada@example.com,,Care,,Main,{Connect}00000000000b\n"
            + $"Yes,,none,voice,Ngozi Ade,Ada,6/23/25 07:00 AM,,1000,Outbound,+2341,+2348031234567,Care,,Main,{Connect}00000000000c\n");

        Assert.That(
            await RowsAsync(raw, "account, source_id, opened_at, talk_seconds, agent, customer_phone, customer_email, channel, category, text, quality_flags"),
            Is.EqualTo(new[]
            {
                $"genesys-cloud|{Connect}00000000000a|2025-06-23 07:00:00|302|Ngozi Ade|+2348031234567||phone|Billing||agent_one_of_several",
                $"genesys-cloud|{Connect}00000000000b|2025-06-23 19:00:00|0|||ada@example.com|email|||",
            }));
        Assert.That(await CountsAsync(raw), Is.EqualTo(new BatchCounts(3, 2, 0, 0, 1)));
    }

    [TestCase("Ticket ID,Ticket name,Ticket description,Ticket status,Pipeline,Source,Category,Create date,Last modified date,Close date,Ticket owner")]
    [TestCase("hs_object_id,subject,content,hs_pipeline_stage,hs_pipeline,source_type,hs_ticket_category,createdate,hs_lastmodifieddate,closed_date,hubspot_owner_id")]
    public async Task HubSpot_writes_labels_or_internal_names(string header)
        => Assert.That(
            await RowsAsync(header + "\n12345678,No signal,For three days,Closed,Support,PHONE,Network,2026-10-30 08:15,2026-10-31 09:00,2026-10-31 09:00,Ngozi\n", "account, source_id, changed_at, opened_at, resolved_at, is_resolved, text, channel, agent"),
            Is.EqualTo(new[] { "hubspot|12345678|2026-10-31 09:00:00|2026-10-30 08:15:00|2026-10-31 09:00:00|True|No signal\nFor three days|phone|Ngozi" }));

    [TestCase("2026-10-31 09:00", "2026-10-31 09:00:00", "")]
    [TestCase("-", "2026-11-02 06:00:00", "")]
    [TestCase("yesterday", "2026-11-02 06:00:00", "changed_at_doubtful")]
    [TestCase("2027-01-01 00:00", "2026-11-02 06:00:00", "changed_at_doubtful")]
    [TestCase("0001-01-01 00:00", "2026-11-02 06:00:00", "changed_at_doubtful")]
    public async Task A_record_that_does_not_say_when_it_changed_is_as_new_as_its_file(string updatedAt, string changedAt, string flags)
        => Assert.That(
            await RowsAsync($"{Zendesk}1,301,Ada,9001,-,-,-,x,Open,Mail,2026-10-30 08:15,{updatedAt},-,-,-,-,-\n", "changed_at, quality_flags"),
            Is.EqualTo(new[] { $"{changedAt}|{flags}" }));
}
