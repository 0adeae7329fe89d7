using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The MD5 of texts, of which most come again and again: to find one is faster than to compute it.</summary>
/// <param name="texts">How many are remembered at most, 32 bytes each.</param>
internal sealed class KeyMemory(int texts)
{
    private readonly (UInt128 Text, UInt128 Key)[] _known = new (UInt128, UInt128)[(int)BitOperations.RoundUpToPowerOf2((uint)texts)];

    /// <summary>Has the processor fetch what is known of so many texts, all at once: it would wait for each where they are found one by one.</summary>
    /// <returns>Nothing of use, but reason to fetch them.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public UInt128 Fetch(ReadOnlySpan<UInt128> hashes)
    {
        UInt128 all = 0;
        foreach (var hash in hashes)
        {
            all ^= Known(hash).Text;
        }

        return all;
    }

    /// <param name="hash">Of the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="isRemembered">Whether it came before; of one that did so long ago it may be forgotten.</param>
    /// <returns>Its MD5, until another is asked for.</returns>
    public ReadOnlySpan<byte> Find(UInt128 hash, ReadOnlySpan<byte> text, out bool isRemembered)
    {
        ref var known = ref Known(hash);
        var key = MemoryMarshal.AsBytes(new Span<UInt128>(ref known.Key));
        isRemembered = known.Text == hash;
        if (!isRemembered)
        {
            known.Text = hash;
            Md5.Hash(text, key);
        }

        return key;
    }

    private ref (UInt128 Text, UInt128 Key) Known(UInt128 hash) => ref _known[(int)(ulong)hash & (_known.Length - 1)];
}
