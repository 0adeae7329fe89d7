using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Hosting;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning.Rules;

public sealed class RuleFileTests
{
    [TestCase("topic,phrase,language\n", "x.csv, line 1: found 'topic,phrase,language', expected its version, as in # version 1.")]
    [TestCase("", "x.csv, line 1: found nothing, expected its version, as in # version 1.")]
    [TestCase("# version one\n", "x.csv, line 1: found '# version one', expected its version, as in # version 1.")]
    [TestCase("# version 0\n", "x.csv, line 1: found '# version 0', expected its version, as in # version 1.")]
    [TestCase("# version 9999999\n", "x.csv, line 1: found '# version 9999999', expected its version, as in # version 1.")]
    [TestCase("# version 1\n# more\na,c\n", "x.csv, line 3: found header 'a,c', expected a,b.")]
    [TestCase("# version 1\n", "x.csv, line 2: found the end of the file, expected header a,b.")]
    public void A_file_says_its_version_and_its_columns(string text, string sentence)
        => Assert.That(() => RuleText.File("x.csv", text).Rows("a", "b").ToList(), Throws.InstanceOf<RuleFileException>().With.Message.EqualTo(sentence));

    [Test]
    public void The_same_rules_are_the_same_text_whoever_saved_them()
        => Assert.That(RuleText.File("x.csv", "\ufeff# version 1\r\na\r\n1\r\n").Text, Is.EqualTo(RuleText.File("x.csv", "# version 1\na\n1\n").Text));

    [Test]
    public void A_file_that_is_not_there_is_named_with_its_setting()
        => Assert.That(
            () => RuleFilesOnDisk.Read("/nowhere/mine.csv"),
            Throws.InstanceOf<RuleFileException>().With.Message.StartsWith("The rule file /nowhere/mine.csv can't be read").And.Message.Contains("Cleaning__TopicRules"));
}
