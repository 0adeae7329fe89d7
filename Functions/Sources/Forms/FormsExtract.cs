using System.Data.Common;
using System.Runtime.ExceptionServices;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms.Databases;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// Reads the rows that changed since the last run into raw, a Parquet file a run and table. May be cut short anywhere, or
/// run twice at once: the cursor moves only behind what is in raw, and only from where this run found it.
/// </summary>
public sealed class FormsExtract(EnabledDatabase enabled, LakeStore lake, FormsReconcile reconcile, IOptions<FormsOptions> options, PipelineTelemetry telemetry, TimeProvider clock, ILogger<FormsExtract> logger)
{
    private const string Cursors = FormsSource.Name + "/";

    // Longer than a website's transaction should take: from then on it costs, because every walk begins there.
    private static readonly TimeSpan LongTransaction = TimeSpan.FromHours(1);

    private readonly FormsOptions _options = options.Value;
    private readonly FormsTables _tables = new(options.Value.Table);

    /// <summary>Reads every table. One that fails keeps no other from being read, and fails the run in the end.</summary>
    public async Task IngestAsync(CancellationToken cancellationToken)
    {
        if (enabled.Database is not { } database)
        {
            return;
        }

        var startedAt = clock.GetUtcNow();
        var failures = new List<Exception>();
        foreach (var table in _tables.AreMany ? await FindTablesAsync(database, cancellationToken) : [_tables.Name])
        {
            try
            {
                await IngestAsync(database, table, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        if (failures is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} tables of web forms could not be read.", failures);
        }

        await FeedRuns.KeepAsync(lake, FormsSource.Name, _tables.Feed, startedAt, cancellationToken);
    }

    /// <summary>Tables of which the row cap has cut a walk: some rows wait for the next run.</summary>
    public async Task<int> CountWaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = 0;
        await foreach (var blob in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = $"cursors/{Cursors}" }, cancellationToken))
        {
            var table = Path.GetFileNameWithoutExtension(blob.Name);
            if (enabled.Database is not null && _tables.Contains(table) && (await ReadCursorAsync(table, cancellationToken)).Value.After is not null)
            {
                waiting++;
            }
        }

        return waiting;
    }

    /// <summary>The tables whose turn it is, the oldest first: those whose day is long past have one a day.</summary>
    private async Task<List<string>> FindTablesAsync(FormsDatabase database, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names;
        DateTime now;
        await using (var snapshot = await database.OpenAsync(cancellationToken))
        {
            now = snapshot.Now;
            names = await database.ListTablesAsync(snapshot.Connection, _tables.Schema, cancellationToken);
        }

        var found = names.Select(_tables.FullName).Where(_tables.Contains).OrderBy(_tables.LastDay).ThenBy(table => table, StringComparer.Ordinal).ToList();
        if (found.Count == 0)
        {
            throw new FormsTableException(_tables.Name, "no table whose name is like that", "one for each day, month or year, as web_form_2026_11_30 is for web_form_{yyyy}_{MM}_{dd}", "Correct Forms__Table.");
        }

        var due = new List<string>();
        foreach (var table in found)
        {
            if (_tables.LastDay(table)!.Value.ToDateTime(TimeOnly.MinValue) >= now.AddDays(-_options.TableDays) || await IsDueAsync(table, now, cancellationToken))
            {
                due.Add(table);
            }
        }

        return due;
    }

    private async Task<bool> IsDueAsync(string oldTable, DateTime now, CancellationToken cancellationToken)
    {
        var cursor = (await ReadCursorAsync(oldTable, cancellationToken)).Value;
        return cursor.After is not null || cursor.WalkStartedAt is not { } last || last <= now.AddDays(-1);
    }

    private async Task IngestAsync(FormsDatabase database, string name, CancellationToken cancellationToken)
    {
        var cursor = await ReadCursorAsync(name, cancellationToken);
        DateTime now;
        await using (var snapshot = await database.OpenAsync(cancellationToken))
        {
            now = snapshot.Now;
            var table = await database.FindTableAsync(snapshot.Connection, name, cancellationToken);
            FormsDrift.Report(telemetry, logger, new DateTimeOffset(now, TimeSpan.Zero), name, cursor.Value.Columns, table.Types);
            await WarnOfRowsWithoutTimeAsync(snapshot.Connection, table, name, cancellationToken);
            var time = new FormsTime(table.HasZone, new LocalTime(_options.TimeZone), table.IsByDay);
            var walk = cursor.Value.Walk(snapshot.Now, snapshot.Bound, time, table.Order) with { Columns = table.Types };
            if (walk is { WalkStartedAt: { } startedAt, Bound: { } bound } && startedAt - bound > LongTransaction + _options.Lag)
            {
                Log.BoundHeldBack(logger, name, startedAt - bound);
            }

            await cursor.MoveAsync(await ReadPageAsync(database, snapshot, table, name, walk, time, cancellationToken), cancellationToken);
        }

        if (reconcile.IsDue(cursor.Value.ReconciledAt, now))
        {
            await reconcile.RunAsync(database, name, cancellationToken);
            await cursor.MoveAsync(cursor.Value with { ReconciledAt = now }, cancellationToken);
        }
    }

    private async Task<FormsCursor> ReadPageAsync(
        FormsDatabase database, FormsSnapshot snapshot, FormsTable table, string name, FormsCursor walk, FormsTime time, CancellationToken cancellationToken)
    {
        await using var command = FormsQuery.Page(database, snapshot.Connection, table, walk, _options.MaxRows);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var page = await FormsRawFile.WriteAsync(
            database, table, reader, first => FormsRaw.Describe(name, _options.TimeZone, first), time.ToColumn(snapshot.Now), cancellationToken);
        if (page is null)
        {
            return walk with { After = null };
        }

        await reader.CloseAsync();
        await snapshot.Connection.CloseAsync(); // a snapshot that is held keeps the database from tidying up
        await FormsRaw.StoreAsync(lake, logger, name, time.ToUtc(page.First), await page.CompleteAsync(), page.Rows, snapshot.Now, cancellationToken);
        return walk with
        {
            After = page.Rows < _options.MaxRows ? null : new FormsPlace(page.Last.Time, page.Last.Id, table.Order),
            Newest = page.Newest is { } newest && !(walk.Newest >= newest) ? newest : walk.Newest,
        };
    }

    private async Task WarnOfRowsWithoutTimeAsync(DbConnection connection, FormsTable table, string name, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = FormsQuery.CountUnordered(table);
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) is var unordered and > 0)
        {
            Log.RowsWithoutTime(logger, unordered, name);
        }
    }

    private Task<LakeCursor<FormsCursor>> ReadCursorAsync(string table, CancellationToken cancellationToken)
        => LakeCursor<FormsCursor>.ReadAsync(lake, Cursors + table, cancellationToken);
}
