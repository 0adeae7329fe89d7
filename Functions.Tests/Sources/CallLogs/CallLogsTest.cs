using System.Text;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.CallLogs;

/// <summary>Gives a fixture a lake, and cleans what its tests write.</summary>
internal abstract class CallLogsTest
{
    protected const string Source = CallLogsSource.Name;

    /// <summary>Of our own layout.</summary>
    protected const string Header = "call_id,opened_at,customer_phone,customer_email,agent,category,complaint,status\n";

    protected TestLake Lake { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await Lake.DisposeAsync();

    /// <summary>A record under <see cref="Header"/>.</summary>
    protected static string Row(int id, string text = "y") => $"CALL-{id},2026-11-01 10:00,,,A,x,{text},open\n";

    protected Task<BlobClient> CleanAsync(string content, KnownLayouts? layouts = null) => CleanAsync(Encoding.UTF8.GetBytes(content), layouts);

    /// <summary>Lands on 2 November 2026, 06:00 UTC.</summary>
    protected async Task<BlobClient> CleanAsync(byte[] content, KnownLayouts? layouts = null, string account = "")
    {
        layouts ??= KnownLayouts.BuiltIn;
        Lake.SourceRules = layouts.Version;
        var raw = await Lake.PutRawAsync(Source, content, "csv", account: account);
        await new CallLogCleaner(Lake.CleanStage(), Options.Create(new CleaningOptions()), layouts).RunAsync(raw, CancellationToken.None);
        return raw;
    }

    protected Task<string[]> RowsAsync(BlobClient raw, string select, string rest = "ORDER BY record_number") => Lake.QueryCleanAsync(raw, Source, select, rest);

    protected async Task<string[]> RowsAsync(string content, string select, KnownLayouts? layouts = null) => await RowsAsync(await CleanAsync(content, layouts), select);

    protected Task<string[]> TextsAsync(BlobClient raw) => RowsAsync(raw, "source_id, text");

    /// <summary>What was decided of the file, from its manifest.</summary>
    protected Task<Dictionary<string, string>> ReadingAsync(BlobClient raw) => Lake.ReadReadingAsync(raw, Source);

    protected Task<BatchCounts> CountsAsync(BlobClient raw) => Lake.ReadCountsAsync(raw, Source);

    protected async Task<string[]> RejectsAsync(BlobClient raw, string property = "rule")
        => [.. (await Lake.ReadRejectsAsync(raw, Source)).Select(reject => reject.GetProperty(property).ToString())];

    /// <summary>A company's own layouts, as in its file of version 1.</summary>
    protected static KnownLayouts Own(string json) => KnownLayouts.Read(RuleText.File("own.json", $"// version 1\n{json}"));
}
