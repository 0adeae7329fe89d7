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

        var rented = text.Length > OnStack ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        var folded = rented ?? stackalloc char[OnStack];
        try
        {
            return FindIn(folded[..FoldedText.Fold(text, folded)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    private string? FindIn(ReadOnlySpan<char> folded)
    {
        Span<int> points = stackalloc int[_topics.Length];
        Span<int> countedTo = stackalloc int[_topics.Length]; // phrases that overlap count their common words once
        points.Clear();
        countedTo.Clear();
        for (int start = 0, word = 0; start < folded.Length; start++, word++)
        {
            Count(folded[start..], word, points, countedTo);
            while (start < folded.Length && folded[start] != ' ')
            {
                start++;
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

    // Counts the words of all phrases that begin with the text's first word, which is its so-manieth.
    private void Count(ReadOnlySpan<char> text, int word, Span<int> points, Span<int> countedTo)
    {
        var node = PhraseTrie.Root;
        var end = word;
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length;
            if (isEnd || text[i] == ' ')
            {
                end++;
                if (_phrases.EndsPhrase(node, out var topic) && end > countedTo[topic])
                {
                    points[topic] += end - Math.Max(word, countedTo[topic]);
                    countedTo[topic] = end;
                }
            }

            if (isEnd || (node = _phrases.Step(node, text[i])) == PhraseTrie.Nowhere)
            {
                return;
            }
        }
    }
}
