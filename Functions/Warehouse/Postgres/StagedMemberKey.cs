namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The keys of the members of a dimension that the rows speak of, computed like those of their complaints.</summary>
/// <param name="texts">What they are the hashes of, where a row speaks of one.</param>
/// <param name="memory">Of the members that rows before spoke of.</param>
internal sealed class StagedMemberKey(KeyTexts texts, KeyMemory memory)
{
    public CopyFields Fields { get; } = new();

    /// <param name="introduces">Marks rows that may speak of a member first, and leaves the others; as long as there are rows.</param>
    public void Read(Span<bool> introduces)
    {
        texts.Read(introduces.Length);
        memory.Fetch(texts.Hashes);
        Fields.Clear();
        for (var row = 0; row < introduces.Length; row++)
        {
            var text = texts[row];
            if (text.IsEmpty)
            {
                Fields.AddNull();
                continue;
            }

            Fields.Add(memory.Find(texts.Hashes[row], text, out var isRemembered));
            introduces[row] |= !isRemembered;
        }
    }
}
