using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>No link of the documents leads nowhere.</summary>
public sealed class MarkdownTests
{
    private static IReadOnlyList<string> Files => Markdown.Files;

    [TestCaseSource(nameof(Files))]
    public void Its_links_lead_somewhere(string file) => Assert.That(Markdown.BrokenLinks(file, Repository.Read(file)), Is.Empty);

    [TestCase("[a](docs/none.md)", "docs/none.md")]
    [TestCase("[a](docs/deploy.md#none)", "docs/deploy.md#none")]
    [TestCase("[a](#none)\n\n```text\n# none\n```", "#none")]
    [TestCase("[a](../README.md)", "../README.md")]
    [TestCase("[a](http://example.com)", "http://example.com")]
    public void A_link_that_leads_nowhere_is_seen(string text, string link) => Assert.That(Markdown.BrokenLinks("README.md", text), Is.EqualTo(new[] { link }));

    [TestCase("[a](docs/deploy.md#roll-back) and `[b](none)`")]
    [TestCase("[a](#its-name-and-more)\n\n## Its `name`, and more")]
    [TestCase("```text\n[a](none)\n```")]
    public void One_that_leads_somewhere_is_left_alone(string text) => Assert.That(Markdown.BrokenLinks("README.md", text), Is.Empty);
}
