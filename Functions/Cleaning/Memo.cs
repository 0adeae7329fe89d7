namespace Beejan.Functions.Cleaning;

/// <summary>
/// Remembers what a rule made of some bytes: sources say the same few things again and again. Holds a limited number of
/// them, so that a column in which everything differs costs no more memory than one in which nothing does.
/// </summary>
internal sealed class Memo<T>
{
    private const int MostEntries = 16 * 1024;
    private const int LongestKey = 128; // bytes; what is longer hardly comes twice

    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _known =
        new Dictionary<byte[], T>(BytesComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool TryGet(ReadOnlySpan<byte> bytes, out T? value)
    {
        if (bytes.Length <= LongestKey)
        {
            return _known.TryGetValue(bytes, out value);
        }

        value = default;
        return false;
    }

    /// <returns><paramref name="value"/>, for whoever has to go on with it.</returns>
    public T Add(ReadOnlySpan<byte> bytes, T value)
    {
        if (bytes.Length <= LongestKey && _known.Dictionary.Count < MostEntries)
        {
            _known[bytes] = value;
        }

        return value;
    }
}
