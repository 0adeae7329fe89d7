using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.Conventions;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>Layouts that a company declares in a file, without code.</summary>
internal sealed class KnownLayoutsTests : CallLogsTest
{
    private const string Least = "\"columns\": { \"id\": \"Ref\", \"openedAt\": \"Opened\" }, \"idPattern\": \"[0-9]+\", \"dateOrder\": \"dayFirst\"";

    [Test]
    public void The_app_comes_with_these()
        => Assert.That(
            KnownLayouts.BuiltIn.All.Select(layout => layout.Name),
            Is.EquivalentTo(new[] { "amazon-connect", "beejan", "comcast", "freshdesk", "genesys-cloud", "hubspot", "pwc", "salesforce", "salesforce-report", "zendesk" }));

    [Test]
    public async Task The_example_of_README_is_read_and_does_what_it_says()
    {
        var layouts = KnownLayouts.Read(RuleText.File("own.json", ReadmeTests.Blocks("jsonc").Single()));
        Assert.That(
            await RowsAsync("Ref,Opened,Call length\nCM-7,1.11.2026 10:15,\"1.234,5\"\n", "account, source_id, opened_at, talk_seconds", layouts),
            Is.EqualTo(new[] { "call-master|CM-7|2026-11-01 09:15:00|1235" }));
        Assert.That(
            await RowsAsync("Id,Requester,Assignee,Subject,Status,Via,Created at,Updated at\n1,Ada,Ngozi,x,Open,Mail,2026-10-30 08:15,2026-10-31 09:00\n", "account, changed_at, opened_at", layouts),
            Is.EqualTo(new[] { "zendesk|2026-10-31 08:00:00|2026-10-30 07:15:00" }));
    }

    [Test]
    public async Task A_date_in_words_checks_the_column_of_date_and_time_too()
    {
        var layouts = Own($$"""[{ "extends": "comcast", "name": "mine", "columns": { "openedDate": null, "openedTime": null, "openedAt": "Opened" } }]""");
        const string Header = "Ticket #,Customer Complaint,Opened,Date_month_year,Received Via,City,State,Zip code,Status,Filing on Behalf of Someone\n";
        Assert.That(
            await RowsAsync(Header + "1,x,2015-04-08 13:00,04-Aug-15,Internet,A,B,1,Open,No\n2,x,2015-04-08 13:00,,Internet,A,B,1,Open,No\n", "account, opened_at, quality_flags", layouts),
            Is.EqualTo(new[] { "mine|2015-08-04 13:00:00|", "mine||opened_at_unreadable" }));
    }

    [Test]
    public async Task Of_layouts_that_fit_alike_the_companys_own_is_meant_and_one_of_a_known_name_takes_its_place()
    {
        const string Export = "call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,,A,x,y,open\n";
        Assert.That(await RowsAsync(Export, "account, opened_at", Own("""[{ "extends": "beejan", "name": "accra", "timeZone": "Africa/Accra" }]""")), Is.EqualTo(new[] { "accra|2026-11-01 10:00:00" }));
        Assert.That(await RowsAsync(Export, "account, opened_at", Own("""[{ "extends": "beejan", "timeZone": "Africa/Accra" }, { "extends": "beejan", "name": "later", "required": ["id", "openedAt", "city"] }]""")), Is.EqualTo(new[] { "beejan|2026-11-01 10:00:00" }));
    }

    [TestCase("[{ \"name\": \"x\", , }]", "own.json, line 2: found what is no JSON")]
    [TestCase("{ \"name\": \"x\" }", "own.json: found JSON that is no list of objects, expected a list of layouts, as in [ { \"name\": … } ].")]
    [TestCase("[{ \"name\": \"x\", \"name\": \"y\" }]", "own.json: found what is no JSON (Duplicate property 'name'")]
    [TestCase("[{ " + Least + " }]", "own.json, layout '', property 'name': found a name that another layout has, or none, expected a name of its own.")]
    [TestCase("[{ \"name\": \"x\", " + Least + " }, { \"name\": \"x\", " + Least + " }]", "own.json, layout 'x', property 'name': found a name that another layout has, or none, expected a name of its own.")]
    [TestCase("[{ \"extends\": \"zendesc\" }]", "own.json, layout 'zendesc', property 'extends': found 'zendesc', expected the name of a layout the app has, or of one further up.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"timeZone\": \"Lagos\" }]", "own.json, layout 'zendesk', property 'timeZone': found \"Lagos\", expected a zone by its IANA name, as in Africa/Lagos.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"timezone\": \"Africa/Lagos\" }]", "own.json, layout 'zendesk', property 'timezone': found a property that layouts don't have, expected any of ")]
    [TestCase("[{ \"extends\": \"zendesk\", \"dateOrder\": \"ymd\" }]", "own.json, layout 'zendesk', property 'dateOrder': found 'ymd', expected any of dayFirst, monthFirst, yearFirst.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"columns\": { \"opened\": \"x\" } }]", "own.json, layout 'zendesk', property 'columns': found 'opened', expected any of id, ")]
    [TestCase("[{ \"extends\": \"zendesk\", \"columns\": { \"city\": 7 } }]", "own.json, layout 'zendesk', property 'columns.city': found 7, expected a text, or a list of texts.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"columns\": { \"city\": \"#\" } }]", "own.json, layout 'zendesk', property 'columns.city': found nothing, expected the column's name, as in the header.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"columns\": { \"id\": null } }]", "own.json, layout 'zendesk', property 'columns': found openedAt, ")]
    [TestCase("[{ \"extends\": \"zendesk\", \"required\": [\"city\"] }]", "own.json, layout 'zendesk', property 'required': found 'city', expected fields that stand in columns.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"idPattern\": \"(\" }]", "own.json, layout 'zendesk', property 'idPattern': found '(', expected a regular expression without lookarounds and backreferences.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"idPattern\": null }]", "own.json, layout 'zendesk', property 'idPattern': found nothing, expected a regular expression, as in [0-9]{1,18}.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"country\": \"Nigeria\" }]", "own.json, layout 'zendesk', property 'country': found \"Nigeria\", expected a country by its two letters, as in NG.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"channels\": { \"fax\": \"fax\" } }]", "own.json, layout 'zendesk', property 'channels': found 'fax', expected any of phone, ")]
    [TestCase("[{ \"extends\": \"zendesk\", \"durations\": { \"id\": \"seconds\" } }]", "own.json, layout 'zendesk', property 'durations': found 'id', expected answerSeconds or talkSeconds.")]
    [TestCase("[{ \"extends\": \"zendesk\", \"durations\": { \"talkSeconds\": \"hours\" } }]", "own.json, layout 'zendesk', property 'durations.talkSeconds': found 'hours', expected any of seconds, ")]
    [TestCase("[{ \"extends\": \"zendesk\", \"decimalSeparator\": \";\" }]", "own.json, layout 'zendesk', property 'decimalSeparator': found \";\", expected a dot or a comma.")]
    public void What_cannot_be_meant_is_named_by_file_layout_and_property(string json, string sentence)
        => Assert.That(() => Own(json), Throws.InstanceOf<RuleFileException>().With.Message.StartsWith(sentence));

    [Test]
    public void A_file_without_a_version_is_refused()
        => Assert.That(
            () => KnownLayouts.Read(RuleText.File("own.json", "[]")),
            Throws.InstanceOf<RuleFileException>().With.Message.EqualTo("own.json, line 1: found '[]', expected its version, as in // version 1."));
}
