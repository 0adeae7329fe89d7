using Beejan.Functions.Cleaning;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning;

public sealed class Rfc2822Tests
{
    [TestCase("Fri, 24 May 2019 17:44:46 +0000", "2019-05-24T17:44:46Z")]
    [TestCase("Fri, 24 May 2019 17:44:46 GMT", "2019-05-24T17:44:46Z")]
    [TestCase("Fri, 24 May 2019 17:44:46 UT", "2019-05-24T17:44:46Z")]
    [TestCase("Fri, 24 May 2019 17:44:46 -0000", "2019-05-24T17:44:46Z")]
    [TestCase("Fri, 24 May 2019 17:44:46 +0100", "2019-05-24T16:44:46Z")]
    [TestCase("Fri, 24 May 2019 17:44:46 -0930", "2019-05-25T03:14:46Z")]
    [TestCase("24 May 2019 17:44:46 +0000", "2019-05-24T17:44:46Z")]
    [TestCase("Wed, 1 May 2019 17:44 +0000", "2019-05-01T17:44:00Z")]
    [TestCase("Wed, 01 May 2019 17:44:09 +0000", "2019-05-01T17:44:09Z")]
    [TestCase("  Wed,  1  May 2019 17:44:09  +0000 ", "2019-05-01T17:44:09Z")]
    [TestCase("Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z")]
    public void An_instant_is_read_to_UTC(string text, string utc)
    {
        Assert.That(Rfc2822.TryParse(text, out var read), Is.True);
        Assert.That((read.ToString("yyyy-MM-ddTHH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture), read.Kind), Is.EqualTo((utc, DateTimeKind.Utc)));
    }

    [TestCase("")]
    [TestCase("Fri, 24 May 2019 17:44:46", Description = "no zone is guessed")]
    [TestCase("Fri, 24 May 2019 17:44:46 CST", Description = "China's, or Chicago's")]
    [TestCase("Mon, 24 May 2019 17:44:46 +0000", Description = "it was a Friday")]
    [TestCase("Fri, 31 Jun 2019 17:44:46 +0000")]
    [TestCase("Fri, 24 Mai 2019 17:44:46 +0000")]
    [TestCase("2019-05-24T17:44:46Z")]
    [TestCase("Fri, 24 May 2019 17:44:46 +9900")]
    [TestCase("Fri, 24 May 2019 17:44:46 +00:00")]
    [TestCase("Fri, 24 May 2019 17:44:46 + 123")]
    [TestCase("24 May 1679 17:44:46 +0000")]
    [TestCase("24 May 2999 17:44:46 +0000")]
    [TestCase("31 Dec 2199 23:59:59 -1400")]
    public void Anything_else_is_not_read(string text) => Assert.That(Rfc2822.TryParse(text, out _), Is.False);
}
