using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The MD5 of texts, of which most come again and again: to find one is several times faster than to compute it.</summary>
/// <param name="texts">How many are remembered at most, 32 bytes each.</param>
internal sealed class KeyMemory(int texts) : IDisposable
{
    private readonly (UInt128 Text, UInt128 Key)[] _known = new (UInt128, UInt128)[texts];
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    /// <param name="text">The text.</param>
    /// <param name="isRemembered">Whether it came before; of one that did so long ago it may be forgotten.</param>
    /// <returns>The hash, until another is asked for.</returns>
    public ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> text, out bool isRemembered)
    {
        var hash = XxHash128.HashToUInt128(text);
        ref var known = ref _known[(int)((ulong)hash % (uint)_known.Length)];
        var key = MemoryMarshal.AsBytes(new Span<UInt128>(ref known.Key));
        isRemembered = known.Text == hash;
        if (!isRemembered)
        {
            known.Text = hash;
            _md5.AppendData(text);
            _md5.GetHashAndReset(key);
        }

        return key;
    }

    public void Dispose() => _md5.Dispose();
}
