using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Cleaning.Topics;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning.Topics;

/// <summary>What is wrong with topic rules is said with the file, the line, what was found and what was expected.</summary>
public sealed class TopicLinesTests
{
    [TestCase("network,no network,fr", "topic-rules.csv, line 4: found language 'fr', expected en (English) or pcm (Nigerian Pidgin).")]
    [TestCase("network,no network,", "topic-rules.csv, line 4: found language nothing, expected en (English) or pcm (Nigerian Pidgin).")]
    [TestCase(" ,no network,en", "topic-rules.csv, line 4: found topic nothing, expected one with letters.")]
    [TestCase("network,,en", "topic-rules.csv, line 4: found phrase nothing, expected one with letters.")]
    [TestCase("network,419!,en", "topic-rules.csv, line 4: found phrase '419!', expected one with letters.")]
    [TestCase("network,no signal,en\nsim,No  SIGNAL!,pcm", "topic-rules.csv, line 5: found phrase 'no signal' under sim, and in line 4 under network, expected each phrase under one topic.")]
    [TestCase("network,no signal,en\n\nNetwork,mast,en", "topic-rules.csv, line 6: found topic 'Network', expected it as further up: 'network'.")]
    [TestCase("network,no signal", "topic-rules.csv, line 4: found 2 fields, expected 3: topic,phrase,language.")]
    [TestCase("network,no signal,en,x", "topic-rules.csv, line 4: found 4 fields, expected 3: topic,phrase,language.")]
    public void A_wrong_line(string rows, string sentence)
        => Assert.That(() => RuleText.Topics(1, rows), Throws.InstanceOf<RuleFileException>().With.Message.EqualTo(sentence));

    [Test]
    public void A_quote_that_is_never_closed_is_refused_and_does_not_swallow_the_rest()
        => Assert.That(() => RuleText.Topics(1, "network,\"no signal,en", "sim,puk,en"), Throws.InstanceOf<RuleFileException>().With.Message.StartsWith("topic-rules.csv: "));

    [Test]
    public void More_topics_than_are_useful_are_refused()
        => Assert.That(
            () => RuleText.Topics(1, [.. Enumerable.Range(1, 101).Select(n => $"topic {n},phrase {n},en")]),
            Throws.InstanceOf<RuleFileException>().With.Message.EqualTo("topic-rules.csv, line 104: found topic 'topic 101', expected at most 100 topics."));

    [Test]
    public void What_a_spreadsheet_adds_is_no_fault()
    {
        var rules = TopicRules.Read(RuleText.File("x.csv", "\ufeff# version 7,,\r\n# how,,\r\nTopic,Phrase,Language,,\r\nnetwork,\"mast, down\",en,,\r\n,,,,\r\nnetwork,mast down,pcm\r\n"));
        Assert.That((rules.File.Version, rules.Find("MAST DOWN")), Is.EqualTo((7, "network")));
    }
}
