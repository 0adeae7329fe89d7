using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning.Places;

public sealed class PlaceListTests
{
    [TestCase("ng,,,", "place-names.csv, line 4: found country 'ng', expected its two capital letters of ISO 3166-1, as in NG.")]
    [TestCase(",Lagos,,", "place-names.csv, line 4: found country nothing, expected its two capital letters of ISO 3166-1, as in NG.")]
    [TestCase("NG,Lagos,,", "place-names.csv, line 4: found Lagos, NG, expected a line of its own for NG above it.")]
    [TestCase("NG,,,\nNG,Lagos,Ikeja,", "place-names.csv, line 5: found Ikeja, Lagos, NG, expected a line of its own for Lagos, NG above it.")]
    [TestCase("NG,,,\nNG,,,Naija", "place-names.csv, line 5: found NG again, after line 4, expected each place once.")]
    [TestCase("NG,,,Naija\nNE,,,NAIJA", "place-names.csv, line 5: found spelling 'NAIJA' of NE, which line 4 has for NG, expected each spelling for one place.")]
    [TestCase("NG,,,\nNG,Edo,,\nNG,Ondo,,Ed-o", "place-names.csv, line 6: found spelling 'Ed-o' of Ondo, NG, which line 5 has for Edo, NG, expected each spelling for one place.")]
    [TestCase("NG,,,\nNG,,Jos,\nNG,,Joss,jos", "place-names.csv, line 6: found spelling 'jos' of Joss, NG, which line 5 has for Jos, NG, expected each spelling for one place.")]
    [TestCase("NG,,,?", "place-names.csv, line 4: found spelling '?', expected 2 to 80 letters.")]
    [TestCase("NG,,", "place-names.csv, line 4: found 3 fields, expected 4: country,region,city,spellings.")]
    public void A_wrong_line(string rows, string sentence)
        => Assert.That(() => RuleText.Places(1, rows), Throws.InstanceOf<RuleFileException>().With.Message.EqualTo(sentence));

    [Test]
    public void Towns_of_one_name_in_two_regions_are_two_towns()
        => Assert.That(RuleText.Places(1, "NG,,,", "NG,Lagos,,", "NG,Osun,,", "NG,Lagos,Ejigbo,", "NG,Osun,Ejigbo,Ejigbo|ejigbo").Read("EJIGBO", "osun", "").Region, Is.EqualTo("Osun"));
}
