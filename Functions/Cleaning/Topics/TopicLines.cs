using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Cleaning.Topics;

/// <summary>The lines of the topic rules, as they are read and found to be good.</summary>
internal sealed class TopicLines(RuleFile file)
{
    private const int MostTopics = 100; // points are counted on the stack

    private static readonly string[] Languages = ["en", "pcm"];

    private readonly List<string> _topics = [];
    private readonly Dictionary<string, int> _numberOf = [];
    private readonly Dictionary<string, int> _topicOf = [];
    private readonly Dictionary<string, long> _lineOf = [];

    /// <summary>In the order in which they come up first.</summary>
    public IReadOnlyList<string> Topics => _topics;

    /// <summary>By folded phrase, the topic's number.</summary>
    public IReadOnlyDictionary<string, int> TopicOf => _topicOf;

    /// <exception cref="RuleFileException">It can't be meant.</exception>
    public void Add(RuleRow row)
    {
        var (topic, phrase, language) = (row.Fields[0], FoldedText.Fold(row.Fields[1]), row.Fields[2]);
        var number = ReadTopic(row.Line, topic);
        if (!phrase.Any(char.IsLetter))
        {
            throw new RuleFileException(file, row.Line, $"phrase {RuleFile.Show(row.Fields[1])}", "one with letters");
        }

        if (!Languages.Contains(language))
        {
            throw new RuleFileException(file, row.Line, $"language {RuleFile.Show(language)}", "en (English) or pcm (Nigerian Pidgin)");
        }

        if (_topicOf.TryGetValue(phrase, out var other) && other != number)
        {
            throw new RuleFileException(file, row.Line, $"phrase '{phrase}' under {topic}, and in line {_lineOf[phrase]} under {_topics[other]}", "each phrase under one topic");
        }

        _topicOf[phrase] = number;
        _lineOf.TryAdd(phrase, row.Line);
    }

    private int ReadTopic(long line, string topic)
    {
        var folded = FoldedText.Fold(topic);
        if (folded.Length == 0)
        {
            throw new RuleFileException(file, line, $"topic {RuleFile.Show(topic)}", "one with letters");
        }

        if (!_numberOf.TryGetValue(folded, out var number))
        {
            if (_topics.Count == MostTopics)
            {
                throw new RuleFileException(file, line, $"topic '{topic}'", $"at most {MostTopics} topics");
            }

            _numberOf.Add(folded, number = _topics.Count);
            _topics.Add(topic);
        }

        return _topics[number] == topic
            ? number
            : throw new RuleFileException(file, line, $"topic '{topic}'", $"it as further up: '{_topics[number]}'");
    }
}
