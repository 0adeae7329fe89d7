using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Cleaning.Topics;
using Beejan.Functions.Lake;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Lake;

public sealed class RuleFileHistoryTests
{
    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task A_version_stands_for_one_text()
    {
        await KeepAsync("# version 1\na\n1\n");
        await KeepAsync("\ufeff# version 1\r\na\r\n1\r\n");
        Assert.That(
            () => KeepAsync("# version 1\na\n2\n"),
            Throws.InstanceOf<RuleFileException>().With.Message.EqualTo(
                "mine.csv was changed and still says version 1, which the lake keeps as state/rules/topic-rules.v1.csv: raise the version in its first line."));

        await KeepAsync("# version 2\na\n2\n");
        await KeepAsync("# version 1\na\n1\n"); // an instance that is not replaced yet starts again
        Assert.That((await _lake.Store.State.GetBlobClient("rules/topic-rules.v2.csv").DownloadContentAsync()).Value.Content.ToString(), Is.EqualTo("# version 2\na\n2\n"));
    }

    private Task KeepAsync(string text) => RuleFileHistory.KeepAsync(_lake.Store, TopicRules.FileName, RuleText.File("mine.csv", text), CancellationToken.None);
}
