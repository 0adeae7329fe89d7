using Beejan.Functions.Lake;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Lake;

public sealed class RawNameTests
{
    private static readonly byte[] Sha256 = new byte[32];
    private static readonly DateTimeOffset Time = new(2026, 11, 2, 6, 1, 2, 345, TimeSpan.FromHours(1));

    [Test]
    public void A_name_is_read_back_as_it_was_made()
    {
        var name = RawName.Create("calllogs", Time, "lagos", Sha256, "csv");
        Assert.That(name.BlobName, Is.EqualTo("calllogs/2026/11/02/050102345-lagos-0000000000000000.csv"));
        Assert.That(RawName.Parse(name.BlobName, "calllogs"), Is.EqualTo(name));
    }

    [Test]
    public void Accounts_that_differ_stay_apart_whatever_they_are_called()
    {
        string[] accounts = ["lagos_1", "lagos-1", "lagos 1", "Èkó", "Ìkò", "../../x", new string('a', 300), new string('a', 301)];
        var names = accounts.Select(account => RawName.Create("calllogs", Time, account, Sha256, "csv")).ToList();
        Assert.That(names.Select(name => name.Account), Is.Unique.And.All.Length.LessThanOrEqualTo(49));
        Assert.That(names.Select(name => RawName.Parse(name.BlobName, "calllogs")), Is.EqualTo(names));
    }

    [TestCase("social/2026/11/02/050102345-lagos-0000000000000000.csv")]
    [TestCase("calllogs/2026/11/31/050102345-lagos-0000000000000000.csv")]
    [TestCase("calllogs/2026/11/02/lagos.csv")]
    [TestCase("")]
    public void Another_name_is_refused(string name)
        => Assert.That(() => RawName.Parse(name, "calllogs"), Throws.InstanceOf<WrongBlobException>().With.Message.Contains("expected raw/calllogs/"));
}
