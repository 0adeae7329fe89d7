using System.Text;
using Azure.Storage.Blobs;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Csv;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>What tests of exports have in common: our own layout, a lake, and the questions they ask of it.</summary>
public abstract class ExportTests
{
    private protected const string Source = "calllogs";
    private protected const string Header = "call_id,opened_at,customer_phone,customer_email,agent,category,complaint,status\n";

    private TestLake _lake = null!;
    private CallLogCleaner _cleaner = null!;

    private protected TestLake Lake => _lake;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _lake = await TestLake.StartAsync();
        _cleaner = new CallLogCleaner(_lake.CleanStage(), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    private protected static string Row(int id, string text = "y") => $"CALL-{id},2026-11-01 10:00,,,A,x,{text},open\n";

    private protected Task<BlobClient> CleanAsync(string content) => CleanAsync(Encoding.UTF8.GetBytes(content));

    private protected async Task<BlobClient> CleanAsync(byte[] content)
    {
        var raw = await _lake.PutRawAsync(Source, content, "csv");
        await _cleaner.RunAsync(raw, CancellationToken.None);
        return raw;
    }

    private protected async Task<BlobClient> CleanAsync(string content, CallLogLayout layout)
    {
        var raw = await _lake.PutRawAsync(Source, Encoding.UTF8.GetBytes(content), "csv");
        await _lake.CleanStage().RunAsync(raw, Source, CallLogsSource.RuleVersion, rules => new CallLogColumns(rules), ReadAsync, CancellationToken.None);
        return raw;

        async Task ReadAsync(Stream bytes, CleanBatch<CallLogColumns> batch, CancellationToken cancellationToken)
        {
            await using var file = await CsvFile.CopyAsync(bytes, cancellationToken);
            await new CallLogReader(file, [layout], "NG", batch).ReadAsync(cancellationToken);
        }
    }

    private protected Task<string[]> TextsAsync(BlobClient raw) => RowsAsync(raw, "source_id, text");

    private protected Task<string[]> RowsAsync(BlobClient raw, string select, string rest = "ORDER BY record_number") => _lake.QueryCleanAsync(raw, Source, select, rest);

    private protected Task<Dictionary<string, string>> ReadingAsync(BlobClient raw) => _lake.ReadReadingAsync(raw, Source);
}
