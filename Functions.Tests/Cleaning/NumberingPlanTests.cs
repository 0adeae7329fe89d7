using System.Globalization;
using Beejan.Functions.Cleaning;
using NUnit.Framework;
using PhoneNumbers;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class NumberingPlanTests
{
    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    [TestCase(@"[78]\d{9}", ExpectedResult = true)]
    [TestCase(@"(?:702[0-24-9]|819[01])\d{6}|(?:7(?:0[13-9]|[12]\d)|8(?:0[1-9]|1[0-8]))\d{7}", ExpectedResult = true)]
    [TestCase(@"800\d{7,11}", ExpectedResult = true)]
    [TestCase(@"9(?:0\d{6}|1\d{5})", ExpectedResult = true)]
    [TestCase("[78][0-9]{9,13}", ExpectedResult = true)]
    [TestCase("[78][1-9]{9}", ExpectedResult = false)]
    [TestCase(@"9(?:0\d{6}|1\d{3})", ExpectedResult = false)]
    [TestCase(@"80\d{3,9}", ExpectedResult = false)]
    [TestCase(@"8\d{6}|8\d{3}", ExpectedResult = false)]
    [TestCase(@"8\d{6}[1-5]", ExpectedResult = false)]
    [TestCase(@"8\d{6}(?:\d{4})?", ExpectedResult = false)]
    [TestCase(@"8\d\d\d\d", ExpectedResult = false)]
    [TestCase(@"", ExpectedResult = false)]
    public bool A_plan_is_free_where_each_alternative_ends_in_any_digits(string pattern) => NumberingPlan.EndsInAnyDigits(pattern);

    [TestCase("NG", ExpectedResult = true)]
    [TestCase("US", ExpectedResult = false, Description = "shares its code")]
    [TestCase("BR", ExpectedResult = false, Description = "carriers in front")]
    [TestCase("XX", ExpectedResult = false)]
    public bool Only_a_plan_that_is_known_to_be_free_is(string region) => NumberingPlan.EndsFreely(region);

    [Test]
    public void Where_a_plan_ends_freely_any_ending_is_read_as_the_plan_reads_it()
    {
        var random = new Random(20261129);
        var regions = Plans.GetSupportedRegions().Where(NumberingPlan.EndsFreely).Order(StringComparer.Ordinal).ToList();
        Assert.That(regions, Has.Count.GreaterThan(20).And.Contains("NG"));
        foreach (var region in regions)
        {
            var memo = new PhoneMemo();
            var examples = Plans.GetSupportedTypesForRegion(region).Select(type => Plans.GetExampleNumberForType(region, type)).OfType<PhoneNumbers.PhoneNumber>();
            foreach (var written in examples.SelectMany(example => (string[])[Plans.Format(example, PhoneNumberFormat.E164), Digits(Plans.Format(example, PhoneNumberFormat.NATIONAL)), example.NationalNumber.ToString(CultureInfo.InvariantCulture)]))
            {
                for (var i = 0; i < 20; i++)
                {
                    var text = i == 0 || written.Length < NumberingPlan.FreeDigits ? written : written[..^NumberingPlan.FreeDigits] + random.Next(10_000).ToString("0000", CultureInfo.InvariantCulture);
                    var expected = Beejan.Functions.Cleaning.PhoneNumber.TryParse(text, region, out var number) ? number.E164 : null;
                    Assert.That(memo.TryParse(text, region, out var e164) ? $"+{e164}" : null, Is.EqualTo(expected), $"'{text}' in {region}");
                }
            }
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
