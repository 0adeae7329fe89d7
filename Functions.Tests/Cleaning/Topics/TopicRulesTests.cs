using Beejan.Functions.Tests.Support;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Cleaning.Topics;

/// <summary>How topics are found, and what the app's own rules make of what customers write.</summary>
public sealed class TopicRulesTests
{
    [TestCase("No network in my area since Monday", "network")]
    [TestCase("My calls drop every minute", "network")]
    [TestCase("I can’t call anybody", "network")]
    [TestCase("The internet is too SLOW", "internet")]
    [TestCase("I was charged twice for one recharge", "billing")]
    [TestCase("My airtime deducted for nothing", "airtime")]
    [TestCase("My data plan was exhausted within a day", "data bundle")]
    [TestCase("SIM not detected after swap", "sim")]
    [TestCase("I have linked my NIN and the number is still barred", "sim")]
    [TestCase("My porting has not been completed", "number portability")]
    [TestCase("I was scammed by somebody who asked for my PIN", "fraud")]
    [TestCase("Your agent hung up on me", "customer service")]
    [TestCase("The router shows a red light", "device")]
    [TestCase("Roaming does not work in London", "roaming")]
    [TestCase("STOP this caller tune I never asked for it", "unwanted services")]
    [TestCase("You advertised one price and the contract says another", "contract")]
    [TestCase("My decoder shows no channels", "television")]
    public void English_complaints_find_their_topic(string text, string topic) => Assert.That(TestLake.Rules.Topics.Find(text), Is.EqualTo(topic));

    [TestCase("Abeg network no dey since morning", "network")]
    [TestCase("E dey cut anytime wey I call my mama", "network")]
    [TestCase("I no fit call anybody o", "network")]
    [TestCase("una don chop my credit again!", "airtime")]
    [TestCase("Una dey thief my airtime", "airtime")]
    [TestCase("Dem dey remove my money from my account", "billing")]
    [TestCase("Wetin happen? Data don finish quick quick", "data bundle")]
    [TestCase("My 10GB finish in one day and I no download anything", "data bundle")]
    [TestCase("My line don block since yesterday", "sim")]
    [TestCase("My number never port since two weeks", "number portability")]
    [TestCase("Na 419 be this, dem don hack my line", "fraud")]
    [TestCase("I don call una tire, nobody dey pick", "customer service")]
    [TestCase("I no subscribe for am o, who send una caller tune", "unwanted services")]
    [TestCase("E no gree browse at all", "internet")]
    [TestCase("Una router don spoil", "device")]
    [TestCase("Una dey lie, una promo na wayo", "contract")]
    public void Pidgin_complaints_find_their_topic(string text, string topic) => Assert.That(TestLake.Rules.Topics.Find(text), Is.EqualTo(topic));

    [TestCase("An update would be nice")]
    [TestCase("The database, my updates and Simon's asimple simmer")]
    [TestCase("Good morning")]
    [TestCase("😡😡😡")]
    [TestCase("")]
    public void A_text_without_a_phrase_has_no_topic(string text) => Assert.That(TestLake.Rules.Topics.Find(text), Is.Null);

    [TestCase("data", "a")]
    [TestCase("update", null)]
    [TestCase("data-bundle", "b")]
    [TestCase("DÁTA…  bundle", "b")]
    [TestCase("bundle data", "a")]
    [TestCase("no data", "a")]
    [TestCase("no data data no", "a")]
    [TestCase("no data bundle", "b")]
    [TestCase("x no network", "c")]
    [TestCase("no no network data", "c")]
    [TestCase("data network", "a")]
    [TestCase("network data", "a")]
    public void The_topic_of_most_words_wins_and_of_equals_the_first(string text, string? topic)
        => Assert.That(RuleText.Topics(1, "a,data,en", "b,data bundle,en", "c,network,en", "c,no network,en").Find(text), Is.EqualTo(topic));

    [Test]
    public void Words_that_two_phrases_of_a_topic_share_count_once()
    {
        var rules = RuleText.Topics(1, "a,one two,en", "a,two three,en", "a,two,en", "b,four five six,en", "c,four five six seven,en");
        Assert.That(rules.Find("one two three four five six"), Is.EqualTo("a"), "three words each, and a is first");
        Assert.That(rules.Find("one two three four five six seven"), Is.EqualTo("c"));
    }

    [Test]
    public void A_long_text_is_read_to_its_end()
    {
        var rules = RuleText.Topics(1, "a,the very end,en");
        Assert.That(rules.Find(string.Concat(Enumerable.Repeat("on and on, ", 20_000)) + "the very end"), Is.EqualTo("a"));
    }

    [Test]
    public void Every_phrase_of_the_apps_own_rules_finds_its_own_topic()
    {
        var rows = TestLake.Rules.Topics.File.Rows("topic", "phrase", "language").ToList();
        Assert.That(rows.Where(row => TestLake.Rules.Topics.Find(row.Fields[1]) != row.Fields[0]).Select(row => $"line {row.Line}: {row.Fields[1]}"), Is.Empty);
        Assert.That(rows.Count(row => row.Fields[2] == "pcm"), Is.GreaterThan(200), "Pidgin");
    }

    [TestCase("Contract related", "contract")]
    [TestCase("Technical Support", "customer service")]
    [TestCase("Payment related", "billing")]
    [TestCase("Admin Support", "customer service")]
    [TestCase("Streaming", "television")]
    public void The_call_centers_categories_find_a_topic(string category, string topic) => Assert.That(TestLake.Rules.Topics.Find(category), Is.EqualTo(topic));
}
