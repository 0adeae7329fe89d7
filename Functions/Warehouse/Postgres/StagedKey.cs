using System.Runtime.InteropServices;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// One key of the staged rows, computed while the server takes in those before: to compute the keys there took a third of a load.
/// </summary>
/// <param name="part">What it is the hash of.</param>
/// <param name="columns">Gives a column's text in the current row.</param>
internal sealed class StagedKey(KeyPart part, Func<string, RowText> columns)
{
    private const int Size = 16;

    private readonly Func<List<byte>, bool> _append = part.Bind(columns);
    private readonly List<byte> _text = [];

    public CopyFields Fields { get; } = new();

    /// <summary>Adds the key of the current row, which every row has.</summary>
    public ReadOnlySpan<byte> AddNext()
    {
        _text.Clear();
        _append(_text);
        var key = Fields.AddBytes(Size);
        Md5.Hash(CollectionsMarshal.AsSpan(_text), key);
        return key;
    }

    /// <summary>Adds the key of the current row, if it has one.</summary>
    /// <param name="memory">Of those that rows before it had.</param>
    /// <returns>Whether there is one that no row before may have had.</returns>
    public bool AddNext(KeyMemory memory)
    {
        _text.Clear();
        if (!_append(_text))
        {
            Fields.AddNull();
            return false;
        }

        Fields.Add(memory.Hash(CollectionsMarshal.AsSpan(_text), out var isRemembered));
        return !isRemembered;
    }
}
