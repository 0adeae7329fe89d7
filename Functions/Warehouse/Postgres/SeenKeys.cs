using System.Numerics;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// Which keys came before, in a few bytes each: it says so of one key in ten thousand that did not, and of every key that did.
/// A Bloom filter that keeps all bits of a key in one word (https://doi.org/10.1145/1498698.1594230).
/// </summary>
/// <param name="keys">How many to expect. With more of them it says so of more that did not come.</param>
internal sealed class SeenKeys(long keys)
{
    private const int KeysPerWord = 2;
    private const int BitsPerKey = 5;
    private const int MostWords = 1 << 22; // 32 MiB

    private readonly ulong[] _words = new ulong[BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(keys / KeysPerWord, 1, MostWords))];

    /// <param name="key">A hash.</param>
    /// <returns>Whether it may have been added before.</returns>
    public bool Add(UInt128 key)
    {
        var bits = BitsOf(key);
        ref var word = ref WordOf(key);
        var isSeen = (word & bits) == bits;
        word |= bits;
        return isSeen;
    }

    /// <param name="key">A hash.</param>
    /// <returns>Whether it may have been added.</returns>
    public bool Contains(UInt128 key)
    {
        var bits = BitsOf(key);
        return (WordOf(key) & bits) == bits;
    }

    private static ulong BitsOf(UInt128 key)
    {
        var places = (ulong)(key >> 64);
        var bits = 0UL;
        for (var i = 0; i < BitsPerKey; i++, places >>= 6)
        {
            bits |= 1UL << (int)(places & 63);
        }

        return bits;
    }

    private ref ulong WordOf(UInt128 key) => ref _words[(ulong)key & (ulong)(_words.Length - 1)];
}
