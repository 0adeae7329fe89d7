namespace Beejan.Functions.Cleaning.Topics;

/// <summary>Phrases as a tree over their characters: from each word of a text on, one walk finds all phrases that start there.</summary>
internal sealed class PhraseTrie
{
    /// <summary>Where every phrase begins.</summary>
    public const int Root = 0;

    /// <summary>Where no phrase goes: no step leads back to the root.</summary>
    public const int Nowhere = 0;

    private const int NoTopic = -1;

    // Characters of no phrase are symbol 0; of each node and symbol, the next node.
    private readonly ushort[] _symbols = new ushort[char.MaxValue + 1];
    private readonly int _width;
    private readonly List<int> _next = [];
    private readonly List<int> _topics = [];
    private readonly int[] _steps;
    private readonly int[] _topicOf;

    /// <param name="topicOf">The number of each phrase's topic; phrases are folded, and not empty.</param>
    public PhraseTrie(IEnumerable<KeyValuePair<string, int>> topicOf)
    {
        var phrases = topicOf.ToList();
        var characters = phrases.SelectMany(phrase => phrase.Key).Distinct().ToList();
        foreach (var (i, character) in characters.Index())
        {
            _symbols[character] = (ushort)(i + 1);
        }

        _width = characters.Count + 1;
        AddNode();
        foreach (var (phrase, topic) in phrases)
        {
            var node = Root;
            foreach (var character in phrase)
            {
                var step = (node * _width) + _symbols[character];
                if (_next[step] == Nowhere)
                {
                    _next[step] = _topics.Count;
                    AddNode();
                }

                node = _next[step];
            }

            _topics[node] = topic;
        }

        _steps = [.. _next];
        _topicOf = [.. _topics];
    }

    /// <summary>The next step along a phrase; <see cref="Nowhere"/> when none goes there.</summary>
    public int Step(int node, char character) => _steps[(node * _width) + _symbols[character]];

    /// <summary>The topic of the phrase that ends here.</summary>
    public bool EndsPhrase(int node, out int topic) => (topic = _topicOf[node]) != NoTopic;

    private void AddNode()
    {
        _topics.Add(NoTopic);
        _next.AddRange(Enumerable.Repeat(Nowhere, _width));
    }
}
