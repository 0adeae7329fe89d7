using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// A key that the table staged holds beside the columns of the clean file, computed while the server takes in the rows:
/// there it would take a quarter of a load.
/// </summary>
/// <param name="part">What it is the hash of.</param>
/// <param name="columns">Gives a column's text in the current row.</param>
internal sealed class StagedKey(KeyPart part, Func<string, RowText> columns)
{
    private const int Remembered = 1 << 16; // 2 MiB

    private readonly Func<List<byte>, bool> _append = part.Bind(columns);
    private readonly List<byte> _text = [];
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly (UInt128 Text, UInt128 Key)[] _known = new (UInt128, UInt128)[Remembered];

    public CopyFields Fields { get; } = new();

    /// <summary>Adds the key of the current row.</summary>
    public void AddNext()
    {
        _text.Clear();
        if (_append(_text))
        {
            Fields.Add(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in Hash(CollectionsMarshal.AsSpan(_text)))));
        }
        else
        {
            Fields.AddNull();
        }
    }

    // Most keys are of few texts, and to find one again is ten times faster than MD5.
    private ref readonly UInt128 Hash(ReadOnlySpan<byte> text)
    {
        var hash = XxHash128.HashToUInt128(text);
        ref var known = ref _known[(int)((ulong)hash % Remembered)];
        if (known.Text != hash)
        {
            known.Text = hash;
            _md5.AppendData(text);
            _md5.GetHashAndReset(MemoryMarshal.AsBytes(new Span<UInt128>(ref known.Key)));
        }

        return ref known.Key;
    }
}
