using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources;

/// <summary>One reading of one raw blob, with what came of it: a clean file, rejects and counts, on disk and not yet in the lake.</summary>
internal sealed class CleanPass : IAsyncDisposable
{
    private CleanPass(ParquetFileWriter clean, RejectWriter rejects, DuplicateScan duplicates)
    {
        Clean = clean;
        Rejects = rejects;
        Duplicates = duplicates;
    }

    public ParquetFileWriter Clean { get; }

    public RejectWriter Rejects { get; }

    public DuplicateScan Duplicates { get; }

    public BatchCounts Counts { get; private set; } = BatchCounts.None;

    /// <summary>What the cleaner decided of the blob as a whole; empty for a refused one.</summary>
    public FileReading Reading { get; private set; } = [];

    /// <summary>Why the whole file was refused; null when it was read to its end.</summary>
    public BadFileException? Refused { get; private init; }

    /// <param name="raw">The blob's name.</param>
    /// <param name="ruleVersion">The rules that read it.</param>
    /// <param name="keysInMemory">See <see cref="CleaningOptions.DuplicateKeysInMemory"/>.</param>
    /// <param name="replaced">What an earlier pass over the same bytes found to be duplicates.</param>
    /// <param name="newColumns">The source's columns, empty.</param>
    /// <param name="readAsync">The source's cleaner.</param>
    /// <param name="cancellationToken">Ends the pass; nothing of it stays.</param>
    public static async Task<CleanPass> RunAsync<TColumns>(
        RawName raw, int ruleVersion, int keysInMemory, DuplicateScan? replaced, Func<TColumns> newColumns, Func<CleanBatch<TColumns>, Task> readAsync, CancellationToken cancellationToken)
        where TColumns : ComplaintColumns
    {
        var columns = newColumns();
        var pass = await BeginAsync(null);
        try
        {
            var batch = new CleanBatch<TColumns>(raw, columns, pass.Clean, pass.Rejects, pass.Duplicates, replaced);
            await readAsync(batch);
            pass.Counts = await batch.CompleteAsync(cancellationToken);
            pass.Reading = batch.Reading;
            pass.Duplicates.Complete();
            return pass;
        }
        catch (BadFileException refused)
        {
            await pass.DisposeAsync();
            columns = newColumns();
            pass = await BeginAsync(refused);
            pass.Rejects.Write(new Reject(0, 0, refused.Field, refused.Found, refused.Expected, refused.Rule, raw.Path) { Records = refused.Records });
            pass.Counts = new BatchCounts(refused.Records, 0, 0, pass.Rejects.Records, 0);
            return pass;
        }
        catch
        {
            await pass.DisposeAsync();
            throw;
        }

        async Task<CleanPass> BeginAsync(BadFileException? refused)
        {
            var clean = await ParquetFileWriter.CreateAsync(columns, Describe(raw, ruleVersion), cancellationToken);
            return new CleanPass(clean, new RejectWriter(), new DuplicateScan(keysInMemory)) { Refused = refused };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Clean.DisposeAsync();
        await Rejects.DisposeAsync();
        await Duplicates.DisposeAsync();
    }

    private static Dictionary<string, string> Describe(RawName raw, int ruleVersion) => new()
    {
        [BlobMetadata.RawPath] = raw.Path,
        [BlobMetadata.RuleVersion] = ruleVersion.ToString(CultureInfo.InvariantCulture),
    };
}
