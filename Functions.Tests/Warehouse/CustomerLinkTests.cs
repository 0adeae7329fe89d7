using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Who may be the same person, and what is no evidence of it.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class CustomerLinkTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private const string Links =
        """
        SELECT one.phone, one.email, other.phone, other.email, author_key IS NOT NULL, evidence, strength, records, channels
        FROM mart.customer_link
        JOIN mart.dim_customer AS one ON one.customer_key = customer_link.customer_key
        LEFT JOIN mart.dim_customer AS other ON other.customer_key = customer_link.other_customer_key
        """;

    private static readonly CleanRow Row = new("1", 0) { OpenedAt = CleanRow.Start };

    [Test]
    public async Task Nasty83_One_who_complains_by_every_channel_has_a_row_in_each_and_his_numbers_link_them()
    {
        await LoadAsync("sms", Row with { Channel = "sms", Phone = Phone(1) });
        await LoadAsync("calllogs", Row with { Phone = Phone(1) });
        await LoadAsync("social", Row with { Channel = "social", Author = "9001", Phone = Phone(1) });
        await LoadAsync("forms", Row with { Channel = "web", Phone = Phone(1), Email = "ada@example.com" });

        Assert.That(Store.Query("SELECT source, source_id FROM mart.fact_complaint ORDER BY source"), Is.EqualTo(new[] { "calllogs|1", "forms|1", "sms|1", "social|1" }), "one id, and four complaints");
        Assert.That(Store.One("SELECT count(DISTINCT customer_key) FROM mart.fact_complaint"), Is.EqualTo("1"), "of one telephone number");
    }

    [Test]
    public async Task A_record_with_a_phone_and_an_address_links_the_two_customers()
    {
        await LoadAsync("calllogs", Row with { Phone = Phone(1), Email = "ada@example.com" });
        Assert.That(Store.Query(Links), Is.Empty, "one customer alone");

        await LoadAsync("forms", Row with { Channel = "web", Email = "ada@example.com", OpenedAt = CleanRow.Start.AddDays(3) });

        Assert.That(Both(Store.One(Links)), Is.EqualTo("+2348031230001|ada@example.com|False|phone and e-mail in one record|strong|2|phone, web"));
        Assert.That(Store.One("SELECT first_seen, last_seen FROM mart.customer_link"), Is.EqualTo("2026-11-20 09:00:00|2026-11-23 09:00:00"));
    }

    [Test]
    public async Task Two_phones_with_one_address_are_linked_and_so_are_two_spellings_of_it()
    {
        await LoadAsync("calllogs", Row with { Phone = Phone(1), Email = "Ada@Example.com" }, Row with { Id = "2", Phone = Phone(2), Email = " ada@example.com " });
        Assert.That(Both(Store.One(Links)), Is.EqualTo("+2348031230001|+2348031230002|False|e-mail of two phones|strong|2|phone"));

        await LoadAsync("forms", Row with { Email = "ADA@example.com" }, Row with { Id = "2", Email = "ada@example.com" });
        Assert.That(
            Store.Query("SELECT evidence, count(*) FROM mart.customer_link GROUP BY evidence ORDER BY evidence"),
            Is.EqualTo(new[] { "e-mail of two phones|1", "e-mail spelled in two ways|1", "phone and e-mail in one record|4" }));
    }

    [Test]
    public async Task An_author_who_once_shows_a_customer_is_linked_to_him_and_two_customers_of_one_author_to_each_other()
    {
        await LoadAsync(
            "social",
            Row with { Channel = "social", Author = "9001" },
            Row with { Id = "2", Channel = "social", Author = "9001", Phone = Phone(1) },
            Row with { Id = "3", Channel = "social", Author = "9001", Account = "other page" },
            Row with { Id = "4", Channel = "social", Author = "9002", Phone = Phone(2) });
        Assert.That(Both(Store.One(Links)), Is.EqualTo("+2348031230001|True|author seen with the customer and without one|strong|2|social"));

        await LoadAsync("social", Row with { Id = "5", Channel = "social", Author = "9002", Email = "ada@example.com" });
        Assert.That(Store.Query(Links).Select(Both), Has.One.EqualTo("+2348031230002|ada@example.com|False|author of both|strong|2|social"));
    }

    [Test]
    public async Task A_record_that_shows_its_customer_later_is_no_record_without_one()
    {
        await LoadAsync("social", Row with { Author = "9001" });
        await LoadAsync("social", Row with { Author = "9001", Minute = 1, Rank = 1, Phone = Phone(1) });
        Assert.That(Store.Query(Links), Is.Empty);
    }

    [Test]
    public async Task The_same_name_at_the_same_place_is_weak_evidence_whatever_the_case_and_the_blanks()
    {
        var row = Row with { Name = "Ada  Obi", Postcode = "900 001", City = "Abuja" };
        await LoadAsync(
            "calllogs",
            row with { Phone = Phone(1) },
            row with { Id = "2", Phone = Phone(2), Name = " ADA OBI ", Postcode = "900001" },
            row with { Id = "3", Phone = Phone(3), Postcode = "900002" },
            row with { Id = "4", Phone = Phone(4), Name = " " },
            row with { Id = "5", Phone = Phone(5), Name = "", Postcode = null },
            row with { Id = "6", Phone = Phone(6), Name = "Bola", Postcode = null, City = "Kano" },
            row with { Id = "7", Phone = Phone(7), Name = "bola", Postcode = " ", City = "KANO " },
            row with { Id = "8", Phone = Phone(8), Name = "Bola", Postcode = null, City = null });

        Assert.That(Store.Query(Links).Select(Both), Is.EquivalentTo(new[]
        {
            "+2348031230001|+2348031230002|False|name and postcode are the same|weak|2|phone",
            "+2348031230006|+2348031230007|False|name and city are the same|weak|2|phone",
        }));
    }

    [Test]
    public async Task A_pair_is_one_row_with_all_that_speaks_for_it()
    {
        var row = Row with { Name = "Ada Obi", Postcode = "900001", Email = "ada@example.com" };
        await LoadAsync("calllogs", row with { Phone = Phone(1) }, row with { Id = "2", Phone = Phone(2) }, row with { Id = "3", Phone = Phone(2), Email = null });

        Assert.That(Both(Store.One(Links)), Is.EqualTo("+2348031230001|+2348031230002|False|e-mail of two phones; name and postcode are the same|strong|3|phone"));
    }

    [TestCase(5, 10)]
    [TestCase(6, 0)]
    public async Task What_more_than_five_share_is_no_evidence(int sharing, int links)
    {
        // The address of a shop that sends in its customers' complaints, an account that many use, a family's name.
        await LoadAsync("social", [.. Enumerable.Range(0, sharing).Select(i => Row with { Id = $"{i}", Phone = Phone(i), Email = "shop@example.com" })]);
        await LoadAsync("social", [.. Enumerable.Range(0, sharing).Select(i => Row with { Id = $"a{i}", Phone = Phone(10 + i), Author = "shop" })]);
        await LoadAsync("social", [.. Enumerable.Range(0, sharing).Select(i => Row with { Id = $"n{i}", Phone = Phone(20 + i), Name = "Ada", City = "Kano" })]);
        Assert.That(Store.One("SELECT count(*) FROM mart.customer_link"), Is.EqualTo($"{3 * links}"));
    }

    [TestCase(5, 5)]
    [TestCase(6, 0)]
    public async Task The_phone_of_an_office_links_nobody(int people, int links)
    {
        var of = Enumerable.Range(0, people).Select(i => Row with { Id = $"{i}", Phone = Phone(1), Email = $"{i}@example.com" }).ToArray();
        await LoadAsync("calllogs", of);
        await LoadAsync("forms", [.. of.Select(row => row with { Phone = null })]);
        Assert.That(Store.One("SELECT count(*) FROM mart.customer_link"), Is.EqualTo($"{links}"));
    }

    [Test]
    public async Task Test_numbers_our_own_accounts_and_complaints_taken_back_are_no_evidence()
    {
        await LoadAsync("social", Row with { Phone = Phone(1), Email = "ada@example.com" }, Row with { Id = "2", Email = "ada@example.com" }, Row with { Id = "3", Phone = Phone(3), Email = "qa@beejan.example" }, Row with { Id = "4", Phone = Phone(4), Email = "qa@beejan.example" });
        Assert.That(Store.Query(Links), Has.Count.EqualTo(2));

        await using var excluding = Reopen(new WarehouseOptions { TestNumbers = Phone(1), OwnAccounts = "qa@beejan.example" });
        await excluding.Warehouse.ApplyExclusionsAsync(CancellationToken.None);
        Assert.That(Store.Query(Links), Is.Empty);

        await excluding.LoadAsync(Files.Write("b", Row with { Id = "5", Phone = Phone(5), Email = "ada@example.com", Rank = 2 }));
        Assert.That(Store.Query(Links), Is.Empty);
        await excluding.LoadAsync(Files.Write("c", Row with { Id = "6", Phone = Phone(6), Email = "ada@example.com" }));
        Assert.That(Store.Query(Links), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_newer_rules_have_read_again_is_no_evidence_any_more()
    {
        var row = Row with { Phone = Phone(1), Email = "ada@example.com" };
        await LoadAsync("forms", Row with { Email = "ada@example.com" });
        await Store.LoadAsync(Files.Write("a", row));
        Assert.That(Store.Query(Links), Has.Count.EqualTo(1));

        await Store.LoadAsync(Files.Write("a", row with { Email = "ada.obi@example.com" }) with { Name = "clean/calllogs/ingest_date=2026-11-22/a.r2.parquet", RuleVersion = 2 });
        Assert.That(Store.Query(Links), Is.Empty);
    }

    private static string Phone(int number) => $"+23480312300{number:00}";

    // A pair is in the order of its keys, which are hashes; here its sides are in the order of what they hold.
    private static string Both(string link)
    {
        var values = link.Split('|');
        return string.Join('|', values[..4].Where(value => value != "null").Order(StringComparer.Ordinal).Concat(values[4..]));
    }

    private Task<LoadResult> LoadAsync(string source, params CleanRow[] rows) => Store.LoadAsync(Files.Write(source, $"{source}-{Guid.NewGuid():N}", rows));
}
