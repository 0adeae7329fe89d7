using System.Buffers;
using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Cleaning.Topics;

/// <summary>
/// Says what a free text is about, by words and phrases. A topic gets a point for each word of the text that stands in
/// one of its phrases; the most points win, and of equals the topic that comes first in the file.
/// </summary>
public sealed class TopicRules
{
    public const string FileName = "topic-rules.csv";

    private const int OnStack = 512;

    private readonly string[] _topics;
    private readonly PhraseTrie _phrases;

    private TopicRules(RuleFile file, string[] topics, PhraseTrie phrases)
    {
        File = file;
        _topics = topics;
        _phrases = phrases;
    }

    public RuleFile File { get; }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<string> Topics => _topics;

    /// <exception cref="RuleFileException">A line that can't be meant.</exception>
    public static TopicRules Read(RuleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var lines = new TopicLines(file);
        foreach (var row in file.Rows("topic", "phrase", "language"))
        {
            lines.Add(row);
        }

        return new TopicRules(file, [.. lines.Topics], new PhraseTrie(lines.TopicOf));
    }

    /// <returns>Null when no phrase stands in the text.</returns>
    public string? Find(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        var chars = text.Length > OnStack ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        var numbers = text.Length > OnStack ? ArrayPool<int>.Shared.Rent((text.Length + 1) / 2) : null;
        var folded = chars ?? stackalloc char[OnStack];
        var words = numbers ?? stackalloc int[OnStack / 2];
        try
        {
            folded = folded[..FoldedText.Fold(text, folded)];
            return Find(words[.._phrases.Number(folded, words)]);
        }
        finally
        {
            if (chars is not null)
            {
                ArrayPool<char>.Shared.Return(chars);
                ArrayPool<int>.Shared.Return(numbers!);
            }
        }
    }

    private string? Find(ReadOnlySpan<int> words)
    {
        Span<int> points = stackalloc int[_topics.Length];
        Span<int> countedTo = stackalloc int[_topics.Length]; // phrases that overlap count their common words once
        points.Clear();
        countedTo.Clear();
        for (var start = 0; start < words.Length; start++)
        {
            var node = _phrases.Start(words[start]);
            for (var end = start + 1; node != PhraseTrie.Nowhere; end++)
            {
                if (_phrases.EndsPhrase(node, out var topic) && end > countedTo[topic])
                {
                    points[topic] += end - Math.Max(start, countedTo[topic]);
                    countedTo[topic] = end;
                }

                node = end < words.Length ? _phrases.Step(node, words[end]) : PhraseTrie.Nowhere;
            }
        }

        var best = -1;
        var most = 0;
        for (var topic = 0; topic < points.Length; topic++)
        {
            (best, most) = points[topic] > most ? (topic, points[topic]) : (best, most);
        }

        return best < 0 ? null : _topics[best];
    }
}
