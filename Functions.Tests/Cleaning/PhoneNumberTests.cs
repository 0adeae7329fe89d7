using Beejan.Functions.Cleaning;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class PhoneNumberTests
{
    [TestCase("08031234567", "+2348031234567")]
    [TestCase("8031234567", "+2348031234567")]
    [TestCase("2348031234567", "+2348031234567")]
    [TestCase("+234 803 123 4567", "+2348031234567")]
    [TestCase("  0803-123-4567 ", "+2348031234567")]
    [TestCase("'+2348031234567", "+2348031234567")]
    [TestCase("+440207 031 3000", "+442070313000")]
    [TestCase("+1 202 456 1111", "+12024561111")]
    public void A_number_is_read_however_it_is_written(string written, string expected)
    {
        Assert.That(PhoneNumber.TryParse(written, "NG", out var number), Is.True);
        Assert.That(number.E164, Is.EqualTo(expected));
    }

    [TestCase("2.34803E+12", Description = "a spreadsheet rounded it away")]
    [TestCase("2.34803e12")]
    [TestCase("0803")]
    [TestCase("MTN")]
    [TestCase("US.13491208655302741918")]
    [TestCase("")]
    [TestCase("00000000000")]
    [TestCase("0803123456708031234567080312345670803123456708031234567")]
    public void A_number_that_is_not_certain_is_nobodys(string written)
        => Assert.That(PhoneNumber.TryParse(written, "NG", out _), Is.False);

    [Test]
    public void The_default_region_decides_over_national_forms()
    {
        Assert.That(PhoneNumber.TryParse("020 7031 3000", "GB", out var number), Is.True);
        Assert.That(number.E164, Is.EqualTo("+442070313000"));
    }
}
