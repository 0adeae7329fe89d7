using Beejan.Functions.Cleaning;
using CsCheck;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class PhoneMemoTests
{
    private static readonly Gen<string> Written = Gen.Select(
        Gen.OneOf("", "+", "+234", "234", "0", "00234", "+44", "(0", "0803", "0803 1", "+234 803", "tel:"),
        Gen.Char["0123456789 "].Array[0, 14],
        (start, digits) => start + new string(digits));

    // Few beginnings and any ending: of most, the memo has met another before.
    private static readonly Gen<string> Alike = Gen.Select(
        Gen.OneOf("+234803", "0803", "803", "234803", "0800", "+44207", "0700", "+1202", "+3906", "01", "+2348", "0820"),
        Gen.OneOf("", "1", "12", "123", "1234", "12345"),
        Gen.Int[0, 99_999],
        (start, middle, end) => $"{start}{middle}{end}");

    [Test]
    public void It_reads_a_number_as_its_plan_does_and_again_when_asked_again()
    {
        var memo = new PhoneMemo();
        Gen.OneOf(Written, Alike).Select(Gen.OneOf("NG", "GB", "US", "IT")).Sample((text, region) =>
        {
            var expected = PhoneNumber.TryParse(text, region, out var number) ? number.E164 : null;
            foreach (var _ in Enumerable.Range(0, 2))
            {
                Assert.That(memo.TryParse(text, region, out var e164) ? $"+{e164}" : null, Is.EqualTo(expected), $"'{text}' in {region}");
            }
        }, iter: 20_000, threads: 1);
    }

    [TestCase("08031234567", "0803 123 4567")]
    [TestCase("+2348031234567", "+234 803 1234567 ")]
    public void Blanks_make_no_other_number(string text, string withBlanks)
    {
        var memo = new PhoneMemo();
        Assert.That(memo.TryParse(text, "NG", out var one), Is.True);
        Assert.That(memo.TryParse(withBlanks, "NG", out var other), Is.True);
        Assert.That(other, Is.EqualTo(one).And.EqualTo(2348031234567UL));
    }
}
