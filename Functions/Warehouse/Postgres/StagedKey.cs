using System.Runtime.InteropServices;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// One key of the staged rows, computed while the server takes in those before: to compute the keys there took a third of a load.
/// </summary>
/// <param name="part">What it is the hash of.</param>
/// <param name="columns">Gives a column's text in the current row.</param>
/// <param name="memory">Hashes it.</param>
internal sealed class StagedKey(KeyPart part, Func<string, RowText> columns, KeyMemory memory)
{
    private readonly Func<List<byte>, bool> _append = part.Bind(columns);
    private readonly List<byte> _text = [];

    public CopyFields Fields { get; } = new();

    /// <summary>The key that was added last; empty for none.</summary>
    public ReadOnlySpan<byte> Newest => Fields.Newest;

    /// <summary>Adds the key of the current row.</summary>
    /// <returns>Whether there is one that no row before may have had.</returns>
    public bool AddNext()
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
