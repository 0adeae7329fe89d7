using Beejan.Functions.Cleaning;
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
}
