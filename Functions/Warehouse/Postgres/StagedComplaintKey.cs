namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// The keys of the rows' complaints, computed while the server takes in the rows before: to compute keys there took a third of
/// a load.
/// </summary>
/// <param name="texts">What they are the hashes of, which every row has.</param>
/// <param name="several">Those of the complaints of several rows.</param>
internal sealed class StagedComplaintKey(KeyTexts texts, SeenKeys several)
{
    public CopyFields Fields { get; } = new();

    /// <param name="isSeveral">Becomes whether another row of the file may be of the row's complaint; as long as there are rows.</param>
    public void Read(Span<bool> isSeveral)
    {
        texts.Read(isSeveral.Length);
        Fields.Clear();
        for (var row = 0; row < isSeveral.Length; row++)
        {
            Md5.Hash(texts[row], Fields.AddBytes(Md5.Size));
            isSeveral[row] = several.Contains(texts.Hashes[row]);
        }
    }
}
