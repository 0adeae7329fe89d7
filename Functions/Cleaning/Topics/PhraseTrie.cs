using System.Collections.Frozen;

namespace Beejan.Functions.Cleaning.Topics;

/// <summary>Phrases as a tree over their words: from each word of a text on, one walk finds all phrases that start there.</summary>
internal sealed class PhraseTrie
{
    /// <summary>Where no phrase goes.</summary>
    public const int Nowhere = 0;

    private const int Root = 0;
    private const int Unknown = -1;

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _wordOf;
    private readonly Dictionary<long, int> _next = [];
    private readonly List<int> _topics = [Unknown];
    private readonly int[] _first;

    /// <param name="topicOf">The number of each phrase's topic; phrases are folded, and not empty.</param>
    public PhraseTrie(IEnumerable<KeyValuePair<string, int>> topicOf)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (phrase, topic) in topicOf)
        {
            var node = Root;
            foreach (var word in phrase.Split(' '))
            {
                if (!words.TryGetValue(word, out var number))
                {
                    words.Add(word, number = words.Count);
                }

                if (!_next.TryGetValue(Key(node, number), out var next))
                {
                    _next.Add(Key(node, number), next = _topics.Count);
                    _topics.Add(Unknown);
                }

                node = next;
            }

            _topics[node] = topic;
        }

        _first = [.. Enumerable.Range(0, words.Count).Select(word => _next.GetValueOrDefault(Key(Root, word), Nowhere))];
        _wordOf = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Numbers the words of a folded text; those of no phrase are all alike.</summary>
    /// <returns>How many there are.</returns>
    public int Number(ReadOnlySpan<char> folded, Span<int> words)
    {
        var count = 0;
        while (!folded.IsEmpty)
        {
            var end = folded.IndexOf(' ');
            var word = end < 0 ? folded : folded[..end];
            words[count++] = _wordOf.TryGetValue(word, out var number) ? number : Unknown;
            folded = end < 0 ? [] : folded[(end + 1)..];
        }

        return count;
    }

    /// <summary>The first step along a phrase; <see cref="Nowhere"/> when none starts with the word.</summary>
    public int Start(int word) => word != Unknown ? _first[word] : Nowhere;

    /// <summary>The next step; <see cref="Nowhere"/> when no phrase goes there.</summary>
    public int Step(int node, int word) => word != Unknown && _next.TryGetValue(Key(node, word), out var next) ? next : Nowhere;

    /// <summary>The topic of the phrase that ends here.</summary>
    public bool EndsPhrase(int node, out int topic) => (topic = _topics[node]) != Unknown;

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;
}
