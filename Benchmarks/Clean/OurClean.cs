using System.Security.Cryptography;
using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Sources.Sms;

namespace Beejan.Benchmarks.Clean;

/// <summary>The clean stage between two files of this machine's disk: what it does between two blobs.</summary>
internal static class OurClean
{
    /// <summary>When the raw files came.</summary>
    public static readonly DateTimeOffset LandedAt = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
    private static readonly CleaningOptions Options = new();

    public static async Task RunAsync(CleanTask task, CancellationToken ct)
    {
        var rules = RuleFilesOnDisk.Read();
        if (task.Source == CallLogsSource.Name)
        {
            await CleanAsync(CallLogsSource.Name, RawName.NoAccount, task.From, task.To, () => new CallLogColumns(rules), CallLogCleaner.Reading(KnownLayouts.BuiltIn.All, Options.DefaultRegion), ct);
            return;
        }

        // As the host does, which hands an instance several blobs at once.
        await Parallel.ForEachAsync(Directory.EnumerateFiles(task.From), new ParallelOptions { MaxDegreeOfParallelism = task.Threads, CancellationToken = ct }, async (page, token) =>
            await CleanAsync(SmsSource.Name, SmsPages.Account, page, task.To, () => new SmsColumns(rules), (bytes, batch, end) => SmsCleaner.ReadAsync(bytes, Options.DefaultRegion, decodesEntities: false, batch, end), token));
    }

    private static async Task CleanAsync<TColumns>(string source, string account, string from, string to, Func<TColumns> newColumns, Func<Stream, CleanBatch<TColumns>, CancellationToken, Task> readAsync, CancellationToken ct)
        where TColumns : ComplaintColumns
    {
        await using var bytes = File.OpenRead(from);
        var raw = RawName.Create(source, LandedAt, account, SHA256.HashData(Path.GetFileName(from).Select(c => (byte)c).ToArray()), Path.GetExtension(from)[1..]);
        await using var pass = await CleanPass.RunAsync(raw, ruleVersion: 1, Options.DuplicateKeysInMemory, newColumns, bytes, readAsync, ct);
        pass.Counts.MustBalance(raw.Path);
        if (pass.Rejects.Records > 0)
        {
            await WriteAsync(pass.Rejects.File, Path.Combine(to, $"{raw.Stem}.jsonl"), ct);
        }

        await WriteAsync(await pass.Clean.CompleteAsync(), Path.Combine(to, $"{raw.Stem}.parquet"), ct);
    }

    // The hash that the stage keeps beside a blob, and the copy that in Azure is the upload.
    private static async Task WriteAsync(TempFile file, string path, CancellationToken ct)
    {
        await file.HashAsync(ct);
        await using var copy = File.Create(path);
        await file.Stream.CopyToAsync(copy, ct);
    }
}
