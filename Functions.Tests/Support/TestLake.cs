using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Hosting;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Telemetry;
using Beejan.LocalServers;
using DuckDB.NET.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Tests.Support;

/// <summary>A lake of its own, in an Azurite of its own, with the questions tests ask of it.</summary>
internal sealed class TestLake : IAsyncDisposable
{
    private readonly Azurite _azurite;
    private readonly string _directory;

    private TestLake(Azurite azurite, string directory)
    {
        _azurite = azurite;
        _directory = directory;
        Store = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", azurite.ConnectionString)]).Build());
    }

    /// <summary>The rule files that the app comes with.</summary>
    public static RuleFiles Rules { get; } = RuleFilesOnDisk.Read();

    public LakeStore Store { get; }

    /// <summary>Version of the rule file that the source under test has of its own.</summary>
    public int SourceRules { get; set; }

    public string ConnectionString => _azurite.ConnectionString;

    public static async Task<TestLake> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("beejan-lake-").FullName;
        var lake = new TestLake(await Azurite.StartAsync(directory), directory);
        await lake.Store.CreateContainersAsync(CancellationToken.None);
        return lake;
    }

    public CleanStage CleanStage(int duplicateKeysInMemory = 1000, RuleFiles? rules = null, PipelineTelemetry? telemetry = null)
        => new(Store, rules ?? Rules, Options.Create(new CleaningOptions { DuplicateKeysInMemory = duplicateKeysInMemory }), telemetry ?? PipelineTelemetry.Nowhere, NullLogger<CleanStage>.Instance);

    /// <summary>Puts bytes into raw as an ingest would.</summary>
    public async Task<BlobClient> PutRawAsync(string source, byte[] bytes, string extension, DateTimeOffset? time = null, string account = "")
    {
        var raw = RawName.Create(source, time ?? new DateTimeOffset(2026, 11, 2, 6, 0, 0, TimeSpan.Zero), account, SHA256.HashData(bytes), extension);
        var blob = Store.Raw.GetBlobClient(raw.BlobName);
        await LakeStore.WriteOnceAsync(blob, new MemoryStream(bytes), "text/plain", new Dictionary<string, string>(), CancellationToken.None);
        return blob;
    }

    public BlobClient CleanOf(BlobClient raw, string source)
        => Store.Clean.GetBlobClient(RawName.Parse(raw.Name, source).DerivedName(RulesOf(source), "parquet"));

    /// <summary>Rows of the clean file of a raw blob, read by DuckDB; values apart by <c>|</c>, null as nothing.</summary>
    public async Task<string[]> QueryCleanAsync(BlobClient raw, string source, string select, string rest = "ORDER BY record_number")
    {
        var path = Path.Combine(_directory, Guid.NewGuid().ToString("N") + ".parquet");
        await CleanOf(raw, source).DownloadToAsync(path);
        return Query($"SELECT {select} FROM '{path}' {rest}");
    }

    /// <summary>The columns of a clean file with their types, as DuckDB sees them.</summary>
    public async Task<string[]> DescribeCleanAsync(BlobClient raw, string source)
    {
        var path = Path.Combine(_directory, Guid.NewGuid().ToString("N") + ".parquet");
        await CleanOf(raw, source).DownloadToAsync(path);
        return Query($"SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '{path}')");
    }

    public static string[] Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET TimeZone='UTC'";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Text(reader.GetValue(i)))));
        }

        return [.. rows];
    }

    public async Task<JsonElement[]> ReadRejectsAsync(BlobClient raw, string source)
    {
        var blob = Store.Rejects.GetBlobClient(RawName.Parse(raw.Name, source).DerivedName(RulesOf(source), "jsonl"));
        if (!await blob.ExistsAsync())
        {
            return [];
        }

        var text = (await blob.DownloadContentAsync()).Value.Content.ToString();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>The counts in the manifest that closed a raw blob.</summary>
    public async Task<BatchCounts> ReadCountsAsync(BlobClient raw, string source)
    {
        var blob = Store.State.GetBlobClient(CleanManifest.NameFor(RawName.Parse(raw.Name, source), RulesOf(source)));
        return BatchMetadata.Read((await blob.GetPropertiesAsync()).Value.Metadata);
    }

    /// <summary>What the manifest that closed a raw blob says of how it was read.</summary>
    public async Task<Dictionary<string, string>> ReadReadingAsync(BlobClient raw, string source)
    {
        var blob = Store.State.GetBlobClient(CleanManifest.NameFor(RawName.Parse(raw.Name, source), RulesOf(source)));
        using var manifest = JsonDocument.Parse((await blob.DownloadContentAsync()).Value.Content);
        return manifest.RootElement.GetProperty("reading").Deserialize<Dictionary<string, string>>()!;
    }

    public async Task DropAsync(string name, string content)
        => await Store.Landing.GetBlobClient(name).UploadAsync(new BinaryData(Encoding.UTF8.GetBytes(content)), overwrite: true);

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private int RulesOf(string source) => Rules.Version + SourceRules + source switch
    {
        CallLogsSource.Name => CallLogsSource.RuleVersion,
        SocialSource.Name => SocialSource.RuleVersion,
        SmsSource.Name => SmsSource.RuleVersion,
        FormsSource.Name => FormsSource.RuleVersion,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "A source that TestLake knows."),
    };

    private static string Text(object value) => value switch
    {
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
