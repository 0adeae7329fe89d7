using Beejan.Functions.Operations.Status.Page;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Status;

public sealed class HtmlTests
{
    [Test]
    public void Whatever_is_put_in_is_encoded_but_for_other_pieces()
    {
        var inner = Html.Of($"<b>{"<i>"}</b>");
        Assert.That(
            Html.Of($"<p title=\"{"\"'&"}\">{inner}{"é 😡"} {1234567:N0}{Html.All(["a", "<"], item => Html.Of($"<li>{item}"))}{Html.None}</p>").ToString(),
            Is.EqualTo("<p title=\"&quot;&#x27;&amp;\"><b>&lt;i&gt;</b>é &#x1F621; 1,234,567<li>a<li>&lt;</p>"));
    }

    [TestCase(0, "0 seconds")]
    [TestCase(1, "1 second")]
    [TestCase(119, "119 seconds")]
    [TestCase(60, "1 minute")]
    [TestCase(120, "2 minutes")]
    [TestCase(5400, "90 minutes")]
    [TestCase(3600, "1 hour")]
    [TestCase(86400, "1 day")]
    [TestCase(26 * 3600, "26 hours")]
    [TestCase(172_800, "2 days")]
    [TestCase(1_000_000_000, "11,574 days")]
    public void A_time_is_said_in_the_largest_unit_that_says_enough(int seconds, string words)
        => Assert.That(PageTime.InWords(TimeSpan.FromSeconds(seconds)), Is.EqualTo(words));

    [Test]
    public void A_time_has_its_exact_one_at_hand()
        => Assert.That(
            PageTime.Ago(new DateTimeOffset(2026, 11, 24, 15, 4, 9, TimeSpan.Zero), new DateTimeOffset(2026, 11, 24, 15, 8, 30, TimeSpan.Zero)).ToString(),
            Is.EqualTo("<time datetime=\"2026-11-24T15:04:09Z\" title=\"24 Nov 2026, 15:04:09 UTC\">4 minutes ago</time>"));
}
