using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The MD5 of texts, of which most come again and again: to find one is faster than to compute it.</summary>
/// <param name="texts">How many are remembered at most, 32 bytes each.</param>
internal sealed class KeyMemory(int texts)
{
    private readonly (UInt128 Text, UInt128 Key)[] _known = new (UInt128, UInt128)[(int)BitOperations.RoundUpToPowerOf2((uint)texts)];

    /// <param name="text">The text.</param>
    /// <param name="isRemembered">Whether it came before; of one that did so long ago it may be forgotten.</param>
    /// <returns>The hash, until another is asked for.</returns>
    public ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> text, out bool isRemembered)
    {
        var hash = XxHash128.HashToUInt128(text);
        ref var known = ref _known[(int)(ulong)hash & (_known.Length - 1)];
        var key = MemoryMarshal.AsBytes(new Span<UInt128>(ref known.Key));
        isRemembered = known.Text == hash;
        if (!isRemembered)
        {
            known.Text = hash;
            Md5.Hash(text, key);
        }

        return key;
    }
}
