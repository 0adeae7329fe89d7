using System.Net.Mail;
using Beejan.Functions.Cleaning;
using CsCheck;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class EmailAddressTests
{
    [TestCase("ada@example.com", "ada@example.com")]
    [TestCase(" Ada.Obi+beejan@Example.COM ", "ada.obi+beejan@example.com")]
    public void An_address_is_trimmed_and_lower_case(string written, string expected)
    {
        Assert.That(EmailAddress.TryParse(written, out var address), Is.True);
        Assert.That(address.Address, Is.EqualTo(expected));
    }

    [TestCase("user@@gmial.om")]
    [TestCase("ada@localhost")]
    [TestCase("ada@example..com")]
    [TestCase("ada@.com")]
    [TestCase("Ada Obi <ada@example.com>")]
    [TestCase("ada@example.com, obi@example.com")]
    [TestCase("@example.com")]
    [TestCase("none")]
    [TestCase("")]
    public void What_could_not_be_delivered_to_is_refused_and_never_repaired(string written)
        => Assert.That(EmailAddress.TryParse(written, out _), Is.False);

    // Plain addresses are let through without a look at them by .NET's classes: none that those would refuse.
    [Test]
    public void A_plain_address_is_one_that_any_reader_takes()
        => Gen.Char["abz09.-_@@"].Array[3, 40].Select(characters => new string(characters) + ".com").Sample(text =>
        {
            var isAddress = MailAddress.TryCreate(text, out var parsed) && parsed.Address == text && Uri.CheckHostName(parsed.Host) == UriHostNameType.Dns
                && !parsed.Host.StartsWith('.') && !parsed.Host.Contains("..", StringComparison.Ordinal);
            Assert.That(EmailAddress.TryParse(text, out _), Is.EqualTo(isAddress), text);
        }, iter: 50_000);
}
