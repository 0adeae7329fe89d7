using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Warehouse;

namespace Beejan.Benchmarks.Load;

/// <summary>Calls as the clean stage writes them: its columns, its writer.</summary>
internal static class CleanCalls
{
    private const string Account = "lagos";

    public static async Task<CleanFile> WriteAsync(string folder, int rows, string name, CancellationToken ct)
    {
        var columns = new CallLogColumns(RuleFilesOnDisk.Read());
        await using var writer = new ParquetFileWriter(columns, new Dictionary<string, string>());
        var record = 0L;
        foreach (var call in Call.Take(rows))
        {
            Append(columns, call, ++record);
            if (columns.IsFull)
            {
                await writer.WriteRowGroupAsync();
            }
        }

        await writer.WriteRowGroupAsync();
        var file = await writer.CompleteAsync();
        var hash = Convert.ToHexStringLower(await file.HashAsync(ct));
        var path = Path.Combine(folder, $"{name}{rows}.parquet");
        await using var copy = File.Create(path);
        await file.Stream.CopyToAsync(copy, ct);
        return new CleanFile(
            "calllogs", $"clean/calllogs/ingest_date=2026-11-22/{name}{rows}.r1.parquet", hash, $"raw/calllogs/2026/11/22/{name}{rows}.csv",
            RuleVersion: 1, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), writer.Rows,
            Received: writer.Rows, Duplicates: 0, Rejected: 0, Ignored: 0, path);
    }

    // Columns that are not named here stay null.
    private static void Append(CallLogColumns columns, Call call, long record)
    {
        columns.Account.Append(Account);
        columns.SourceId.Append(call.Id);
        columns.ChangedAt.Append(call.ChangedAt);
        columns.ChangeRank.Append((int)ChangeRank.Add);
        columns.RecordNumber.Append(record);

        columns.Channel.Append("phone");
        columns.OpenedAt.Append(call.OpenedAt);
        columns.ResolvedAt.Append(call.ResolvedAt);
        columns.Status.Append(call.ResolvedAt is null ? "open" : "closed");
        columns.IsResolved.Append(call.ResolvedAt is not null);
        columns.Text.Append(call.Text);
        columns.Category.Append(call.Category);
        columns.CustomerName.Append(call.CustomerName);
        columns.CustomerPhone.Append(call.CustomerPhone);
        columns.CustomerEmail.Append(call.CustomerEmail);
        columns.Agent.Append(call.Agent);
        columns.City.Append(call.City);
        columns.Region.Append(call.Region);
        columns.Country.Append(call.Region is null ? null : "NG");
        columns.ReceivedVia.Append("Phone");
        columns.IsOnBehalf.Append(false);
        columns.IsAnswered.Append(call.IsAnswered);
        columns.AnswerSeconds.Append(call.AnswerSeconds);
        columns.TalkSeconds.Append(call.TalkSeconds);
        columns.Satisfaction.Append(call.Satisfaction);
        columns.EndRow();
    }
}
