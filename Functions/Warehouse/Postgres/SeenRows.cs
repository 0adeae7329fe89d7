using ParquetSharp;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>What has to be known of a file's rows while they go by.</summary>
internal sealed class SeenRows
{
    private const int FewestRemembered = 64;
    private const int MostRemembered = 1 << 20; // 32 MiB

    // Of the complaints of a file few are of several rows; were all of them, rows would be marked needlessly now and then.
    private const int RowsPerSeveral = 4;

    private SeenRows(SeenKeys several, long rows)
    {
        Several = several;
        Members = new KeyMemory((int)Math.Clamp(2 * rows, FewestRemembered, MostRemembered));
    }

    /// <summary>The complaints of several rows.</summary>
    public SeenKeys Several { get; }

    /// <summary>The members of dimensions that rows before spoke of.</summary>
    public KeyMemory Members { get; }

    /// <summary>The years of the rows before.</summary>
    public HashSet<int> Years { get; } = [];

    /// <summary>Reads through the file's complaints, to tell those of several rows before the first row goes by.</summary>
    /// <param name="source">Source that it belongs to.</param>
    /// <param name="reader">Reads it.</param>
    public static SeenRows Begin(string source, ParquetFileReader reader)
    {
        var rows = reader.FileMetaData.NumRows;
        var (all, several) = (new SeenKeys(rows), new SeenKeys(rows / RowsPerSeveral));
        var file = new StagedFile(reader, ["account", "source_id"]);
        var complaints = new KeyTexts(Staged.Complaint.Text, source, file.Find);
        foreach (var read in file.Read())
        {
            complaints.Read(read);
            foreach (var complaint in complaints.Hashes)
            {
                if (all.Add(complaint))
                {
                    several.Add(complaint);
                }
            }
        }

        return new SeenRows(several, rows);
    }
}
