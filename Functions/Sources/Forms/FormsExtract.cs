using System.Data.Common;
using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms.Databases;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// Reads the rows that changed since the last run into raw, a Parquet file a run. May be cut short anywhere, or run twice
/// at once: the cursor moves only behind what is in raw, and only from where this run found it.
/// </summary>
public sealed class FormsExtract(EnabledDatabase enabled, LakeStore lake, IOptions<FormsOptions> options, ILogger<FormsExtract> logger)
{
    private readonly FormsOptions _options = options.Value;

    private string CursorName => $"{FormsSource.Name}/{_options.Table}";

    public async Task IngestAsync(CancellationToken cancellationToken)
    {
        if (enabled.Database is not { } database)
        {
            return;
        }

        var cursor = await LakeCursor<FormsCursor>.ReadAsync(lake, CursorName, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        var now = DateTime.SpecifyKind(await ReadAsync(connection, database.Clock, reader => database.ReadTime(reader, 0), cancellationToken), DateTimeKind.Utc);
        var table = await database.FindTableAsync(connection, cancellationToken);
        var unordered = await ReadAsync(connection, FormsQuery.CountUnordered(table), reader => reader.GetInt64(0), cancellationToken);
        if (unordered > 0)
        {
            Log.RowsWithoutTime(logger, unordered, _options.Table);
        }

        var time = new FormsTime(table.HasZone, new LocalTime(_options.TimeZone));
        var walk = cursor.Value.Walk(now, time, _options.Lag, table.Order);
        await cursor.MoveAsync(await ReadPageAsync(database, connection, table, walk, time, now, cancellationToken), cancellationToken);
    }

    /// <summary>1 while the row cap has cut a walk: some rows wait for the next run.</summary>
    public async Task<int> CountWaitingAsync(CancellationToken cancellationToken)
        => enabled.Database is not null && (await LakeCursor<FormsCursor>.ReadAsync(lake, CursorName, cancellationToken)).Value.After is not null ? 1 : 0;

    private async Task<FormsCursor> ReadPageAsync(
        FormsDatabase database, DbConnection connection, FormsTable table, FormsCursor walk, FormsTime time, DateTime now, CancellationToken cancellationToken)
    {
        var metadata = new Dictionary<string, string> { [FormsRawFile.Table] = _options.Table, [FormsRawFile.TimeZone] = _options.TimeZone };
        await using var command = FormsQuery.Page(database, connection, table, walk, _options.MaxRows);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var page = await FormsRawFile.WriteAsync(database, table, reader, metadata, time.ToColumn(now), cancellationToken);
        if (page is null)
        {
            return walk with { After = null };
        }

        await reader.CloseAsync();
        await connection.CloseAsync(); // a snapshot that is held keeps the database from tidying up
        await StoreAsync(page, time, now, cancellationToken);
        return walk with
        {
            After = page.Rows < _options.MaxRows ? null : new FormsPlace(page.Last.Time, page.Last.Id, table.Order),
            Newest = page.Newest is { } newest && !(walk.Newest >= newest) ? newest : walk.Newest,
        };
    }

    private async Task StoreAsync(FormsRawFile page, FormsTime time, DateTime now, CancellationToken cancellationToken)
    {
        var bytes = await page.CompleteAsync();
        var raw = RawName.Create(FormsSource.Name, time.ToUtc(page.First), _options.Table, await bytes.HashAsync(cancellationToken), "parquet");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = now.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
            [BlobMetadata.Rows] = page.Rows.ToString(CultureInfo.InvariantCulture),
        };
        if (await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), bytes.Stream, "application/vnd.apache.parquet", metadata, cancellationToken))
        {
            Log.Extracted(logger, page.Rows, _options.Table, raw.Path, bytes.Stream.Length);
        }
    }

    private static async Task<T> ReadAsync<T>(DbConnection connection, string query, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return read(reader);
    }
}
