using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources;

/// <summary>One reading of one raw blob, with what came of it: a clean file, rejects and counts, here and not yet in the lake.</summary>
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

    /// <summary>Reads a raw blob's bytes as often as it takes: once more when one record replaces another.</summary>
    /// <param name="raw">The blob's name.</param>
    /// <param name="ruleVersion">The rules that read it.</param>
    /// <param name="keysInMemory">See <see cref="CleaningOptions.DuplicateKeysInMemory"/>.</param>
    /// <param name="newColumns">The source's columns, empty.</param>
    /// <param name="bytes">The blob, read from its start.</param>
    /// <param name="readAsync">The source's cleaner.</param>
    /// <param name="cancellationToken">Ends the pass; nothing of it stays.</param>
    public static async Task<CleanPass> RunAsync<TColumns>(
        RawName raw, int ruleVersion, int keysInMemory, Func<TColumns> newColumns, Stream bytes, Func<Stream, CleanBatch<TColumns>, CancellationToken, Task> readAsync, CancellationToken cancellationToken)
        where TColumns : ComplaintColumns
    {
        var first = await RunAsync(null);
        if (first.Duplicates.Count == 0 || first.Refused is not null)
        {
            return first;
        }

        await using (first)
        {
            // Only now is it known which records lose: read again, and leave them out.
            return await RunAsync(first.Duplicates);
        }

        Task<CleanPass> RunAsync(DuplicateScan? replaced)
        {
            bytes.Position = 0;
            return CleanPass.RunAsync(raw, ruleVersion, keysInMemory, replaced, newColumns, bytes.Length, batch => readAsync(bytes, batch, cancellationToken));
        }
    }

    private static async Task<CleanPass> RunAsync<TColumns>(
        RawName raw, int ruleVersion, int keysInMemory, DuplicateScan? replaced, Func<TColumns> newColumns, long length, Func<CleanBatch<TColumns>, Task> readAsync)
        where TColumns : ComplaintColumns
    {
        var columns = newColumns();
        var pass = Begin(null);
        try
        {
            var batch = new CleanBatch<TColumns>(raw, columns, pass.Clean, pass.Rejects, pass.Duplicates, replaced);
            await readAsync(batch);
            pass.Counts = await batch.CompleteAsync();
            pass.Reading = batch.Reading;
            pass.Duplicates.Complete();
            return pass;
        }
        catch (BadFileException refused)
        {
            await pass.DisposeAsync();
            columns = newColumns();
            pass = Begin(refused);
            pass.Rejects.Write(new Reject(0, 0, refused.Field, refused.Found, refused.Expected, refused.Rule, raw.Path) { Records = refused.Records });
            pass.Counts = new BatchCounts(refused.Records, 0, 0, pass.Rejects.Records, 0);
            return pass;
        }
        catch
        {
            await pass.DisposeAsync();
            throw;
        }

        CleanPass Begin(BadFileException? refused)
        {
            var clean = new ParquetFileWriter(columns, Describe(raw, ruleVersion), length);
            return new CleanPass(clean, new RejectWriter(length), new DuplicateScan(keysInMemory)) { Refused = refused };
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
