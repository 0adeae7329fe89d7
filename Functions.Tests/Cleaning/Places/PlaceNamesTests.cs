using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning.Places;

/// <summary>What the app's own place names make of what sources say.</summary>
public sealed class PlaceNamesTests
{
    // Known by any spelling, with what follows from it.
    [TestCase("Lagos", "", "", "Lagos|Lagos|NG")]
    [TestCase("LAG", "", "", "Lagos|Lagos|NG")]
    [TestCase("PH", "", "", "Port Harcourt|Rivers|NG")]
    [TestCase("Port-Harcourt", "", "", "Port Harcourt|Rivers|NG")]
    [TestCase("portharcourt ", "Rivers State", "Nigeria", "Port Harcourt|Rivers|NG")]
    [TestCase("Ph city", "", "NGA", "Port Harcourt|Rivers|NG")]
    [TestCase("Abj", "", "", "Abuja|Federal Capital Territory|NG")]
    [TestCase("abuja", "F.C.T", "ng", "Abuja|Federal Capital Territory|NG")]
    [TestCase("Wuse 2", "Abuja", "", "Wuse|Federal Capital Territory|NG")]
    [TestCase("Ibadan", "Oyo", "Naija", "Ibadan|Oyo|NG")]
    [TestCase("Abẹ́òkúta", "Ogun", "NG", "Abeokuta|Ogun|NG")]
    [TestCase("benin", "", "", "Benin City|Edo|NG")]
    [TestCase("", "Benin", "Benin", "||BJ")]
    [TestCase("B/Kebbi", "", "", "Birnin Kebbi|Kebbi|NG")]
    [TestCase("Accra", "", "", "Accra||GH")]

    // The region says where, and which of two.
    [TestCase("Ejigbo", "", "", "Ejigbo||")]
    [TestCase("Ejigbo", "", "Nigeria", "Ejigbo||NG")]
    [TestCase("Ejigbo", "Osun", "", "Ejigbo|Osun|NG")]
    [TestCase("Birmingham", "", "", "Birmingham||")]
    [TestCase("Birmingham", "", "UK", "Birmingham||GB")]
    [TestCase("Birmingham", "AL", "", "Birmingham|Alabama|US")]
    [TestCase("Manchester", "New Hampshire", "", "Manchester|New Hampshire|US")]
    [TestCase("London", "Ontario", "", "London||")]
    [TestCase("Ft. Lauderdale", "Florida", "", "Fort Lauderdale|Florida|US")]
    [TestCase("Ikeja", "Lagoss", "NG", "Ikeja|Lagos|NG")]
    [TestCase("ph", "Lagos", "NG", "Port Harcourt|Lagos|NG")]

    // Not known: tidied, and nothing follows.
    [TestCase("BALTIMORE HIGHLANDS", "Maryland", "", "Baltimore Highlands|Maryland|US")]
    [TestCase("  o’fallon ", "MO", "USA", "O'Fallon|Missouri|US")]
    [TestCase("ST.  CLAIR-shores", "", "", "St Clair-Shores||")]
    [TestCase("Queen's Park", "", "", "Queen's Park||")]
    [TestCase("Ọ̀yọ́ alááfin", "", "", "Ọ̀yọ́ Alááfin||")]
    [TestCase("Lagos", "", "Atlantis", "Lagos||")]
    [TestCase("PH", "", "Atlantis", "Ph||")]

    // The only field filled.
    [TestCase("Ogun State", "", "", "|Ogun|NG")]
    [TestCase("Nigeria", "", "", "||NG")]
    [TestCase("Wyoming", "Michigan", "", "Wyoming|Michigan|US")]
    [TestCase("", "delta state", "", "|Delta|NG")]
    [TestCase("", "GA", "", "|Georgia|US")]
    [TestCase("", "", "u.s.a.", "||US")]

    // No names.
    [TestCase("", "", "", "||")]
    [TestCase("N/A", "-", "n/a", "||")]
    [TestCase("unknown", "Lagos", "NONE", "|Lagos|NG")]
    [TestCase("12345", "x", "??", "||")]
    [TestCase("xxx", "", "", "||")]
    [TestCase("a@b", "", "", "||")]
    public void Places_are_read(string city, string region, string country, string expected)
    {
        var place = TestLake.Rules.Places.Read(city, region, country);
        Assert.That($"{place.City}|{place.Region}|{place.Country}", Is.EqualTo(expected));
    }

    [Test]
    public void A_text_longer_than_any_name_is_none()
        => Assert.That(TestLake.Rules.Places.Read(new string('a', 10_000) + "b", new string('b', 81), "NG"), Is.EqualTo(new Place(null, null, "NG")));

    [Test]
    public void Capitals_and_blanks_make_no_second_city()
        => Assert.That(new[] { "BALTIMOREE", "Baltimoree ", " baltimoree", "Baltimoree." }.Select(city => TestLake.Rules.Places.Read(city, "", "").City).Distinct(), Is.EqualTo(new[] { "Baltimoree" }));

    [Test]
    public void Nigerias_states_are_all_there()
    {
        var regions = TestLake.Rules.Places.File.Rows("country", "region", "city", "spellings").Where(row => row.Fields is ["NG", { Length: > 0 }, "", _]).ToList();
        Assert.That(regions, Has.Count.EqualTo(37), "36 and the Federal Capital Territory");
    }

    [Test]
    public void Every_spelling_of_the_apps_own_names_is_read_as_its_place()
    {
        foreach (var (line, fields) in TestLake.Rules.Places.File.Rows("country", "region", "city", "spellings"))
        {
            var (country, region, city) = (fields[0], fields[1], fields[2]);
            foreach (var spelling in fields[3].Split('|', StringSplitOptions.RemoveEmptyEntries).Append(city.Length > 0 ? city : region.Length > 0 ? region : country).Where(spelling => spelling != "NA"))
            {
                var place = TestLake.Rules.Places.Read(city.Length > 0 ? spelling : "", city.Length > 0 ? region : region.Length > 0 ? spelling : "", region.Length + city.Length > 0 ? country : spelling);
                Assert.That($"{place.Country},{place.Region},{place.City}", Is.EqualTo($"{country},{region},{city}"), $"line {line}, {spelling}");
            }
        }
    }
}
