using System.Data.Common;
using System.Runtime.CompilerServices;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Forms.Databases;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// Once a day: finds the complaints whose rows were deleted for good, which no walk can see, and puts a removal of each into
/// raw. What the warehouse has was in the table before, so its ids are read first: what is missing in the table then has been
/// deleted, however far behind the warehouse is. Run twice, or killed in between, it removes what is removed once more.
/// </summary>
public sealed class FormsReconcile(LakeStore lake, IWarehouse warehouse, IOptions<FormsOptions> options, ILogger<FormsReconcile> logger)
{
    // So few are no disaster, unless they are more than half of a small table.
    private const int Few = 10;

    private readonly FormsOptions _options = options.Value;

    /// <param name="last">When it was done last, by the database's clock; null: never.</param>
    /// <param name="now">What that clock says.</param>
    public bool IsDue(DateTime? last, DateTime now) => _options.MaxDeletedPercent > 0 && (last is not { } before || before <= now.AddDays(-1) || before > now);

    /// <exception cref="FormsTableException">More is gone than can be meant; nothing was removed.</exception>
    internal async Task RunAsync(FormsDatabase database, string name, CancellationToken cancellationToken)
    {
        await using var known = await KnownKeys.ReadAsync(warehouse, name, cancellationToken);
        if (known.Count == 0)
        {
            return;
        }

        await using var snapshot = await database.OpenAsync(cancellationToken);
        var table = await database.FindTableAsync(snapshot.Connection, name, cancellationToken);
        await using var deletions = new FormsDeletions(FormsRaw.Describe(name, _options.TimeZone, snapshot.Now));
        var (present, missing) = (0L, 0L);
        await foreach (var row in KnownKeys.MissingAsync(known.All(), CountAsync()))
        {
            missing++;
            await deletions.AddAsync(row, snapshot.Now);
        }

        if (missing > Math.Max(Math.Min(Few, known.Count / 2), known.Count * _options.MaxDeletedPercent / 100) || (present == 0 && _options.MaxDeletedPercent < 100))
        {
            throw new FormsTableException(
                name,
                $"{missing} of {known.Count} complaints without a row",
                $"at most {_options.MaxDeletedPercent} percent",
                "Nothing was removed. If it is the wrong database or a table that isn't whole, mend that; if they were deleted on purpose, raise Forms__MaxDeletedPercent for one run; if old rows are always cleared away, set it to 0.");
        }

        if (missing > 0)
        {
            await FormsRaw.StoreAsync(lake, logger, name, snapshot.Now, await deletions.CompleteAsync(), missing, snapshot.Now, cancellationToken);
        }

        Log.KeysCompared(logger, name, known.Count, missing);

        async IAsyncEnumerable<string> CountAsync()
        {
            await foreach (var id in ReadIdsAsync(database, snapshot.Connection, table, cancellationToken))
            {
                present++;
                yield return id;
            }
        }
    }

    private static async IAsyncEnumerable<string> ReadIdsAsync(FormsDatabase database, DbConnection connection, FormsTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = FormsQuery.Ids(database, table);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetString(0);
        }
    }
}
