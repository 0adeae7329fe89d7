using System.Buffers.Binary;
using System.Numerics;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// Which keys of a file came before, in a few bytes each: it says so of one key in ten thousand that did not, and of every key
/// that did. A Bloom filter that keeps all bits of a key in one word (https://doi.org/10.1145/1498698.1594230).
/// </summary>
/// <param name="keys">How many to expect.</param>
internal sealed class SeenKeys(long keys)
{
    private const int KeysPerWord = 2;
    private const int BitsPerKey = 5;
    private const int MostWords = 1 << 22; // 32 MiB

    private readonly ulong[] _words = new ulong[BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(keys / KeysPerWord, 1, MostWords))];

    /// <param name="key">16 bytes, as a hash has them.</param>
    /// <returns>Whether it may have been added before.</returns>
    public bool Add(ReadOnlySpan<byte> key)
    {
        var places = BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..]);
        var bits = 0UL;
        for (var i = 0; i < BitsPerKey; i++, places >>= 6)
        {
            bits |= 1UL << (int)(places & 63);
        }

        ref var word = ref _words[BinaryPrimitives.ReadUInt64LittleEndian(key) & (ulong)(_words.Length - 1)];
        var isSeen = (word & bits) == bits;
        word |= bits;
        return isSeen;
    }
}
