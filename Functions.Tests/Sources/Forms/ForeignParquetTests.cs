using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Tests.Support;
using NUnit.Framework;
using Parquet;
using Parquet.Schema;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Parquet in raw that IngestForms would not write, or that is no longer what it wrote.</summary>
internal sealed class ForeignParquetTests() : FormsTest("Sqlite")
{
    [TestCase("an int96", "column updated_at of a type the app does not write")]
    [TestCase("an encrypted footer", "a Parquet file whose footer is encrypted")]
    [TestCase("a wrong checksum", "bytes of another SHA-256 than the name says")]
    [TestCase("a cut end", "bytes of another SHA-256 than the name says")]
    [TestCase("no row groups", null)]
    public async Task Nasty81_Parquet_of_another_kind_is_refused_by_what_it_is_and_one_without_rows_is_read(string kind, string? found)
    {
        await Site.ExecuteAsync($"CREATE TABLE {Table} (id INTEGER, updated_at TEXT)", $"INSERT INTO {Table} VALUES (1, '2026-11-01'), (2, '2026-11-01')");
        await IngestAsync();
        var raw = (await RawAsync()).Single();
        var whole = (await raw.DownloadContentAsync()).Value.Content.ToArray();
        if (kind is "a wrong checksum" or "a cut end")
        {
            whole[whole.Length / 3] ^= 1;
            await raw.UploadAsync(new BinaryData(kind == "a cut end" ? whole[..^20] : whole), overwrite: true);
        }
        else
        {
            raw = await Lake.PutRawAsync("forms", await MakeAsync(kind, whole), "parquet", account: "foreign");
        }

        await new FormsCleaner(Lake.CleanStage(), Microsoft.Extensions.Options.Options.Create(new CleaningOptions())).RunAsync(raw, CancellationToken.None);
        Assert.That(await Lake.ReadCountsAsync(raw, "forms"), Is.EqualTo(found is null ? new BatchCounts(0, 0, 0, 0, 0) : new BatchCounts(1, 0, 0, 1, 0)));
        Assert.That((await Lake.ReadRejectsAsync(raw, "forms")).Select(reject => reject.GetProperty("found").GetString()), Is.EqualTo(found is null ? [] : new[] { found }));
    }

    private static async Task<byte[]> MakeAsync(string kind, byte[] whole) => kind switch
    {
        "an int96" => await Int96Async(),
        "an encrypted footer" => [.. "PARE"u8, .. whole[4..^4], .. "PARE"u8],
        _ => await CopyAsync("SELECT '1' AS id, TIMESTAMP '2026-11-01' AS updated_at WHERE false"),
    };

    private static async Task<byte[]> Int96Async()
    {
        var time = new DateTimeDataField("updated_at", DateTimeFormat.Impala, isNullable: true);
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(time), file))
        {
            using var rowGroup = writer.CreateRowGroup();
            await rowGroup.WriteAsync<DateTime>(time, new DateTime?[] { new DateTime(2026, 11, 1, 10, 0, 0, DateTimeKind.Utc) });
        }

        return file.ToArray();
    }

    private static async Task<byte[]> CopyAsync(string select)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        TestLake.Query($"COPY ({select}) TO '{path}' (FORMAT parquet, KV_METADATA {{'table': 'foreign', 'time_zone': 'UTC'}})");
        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        return bytes;
    }
}
