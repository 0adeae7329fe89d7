using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>Compares the scripts of this app with those a database was built by, and applies what is missing.</summary>
internal sealed class SchemaVersions(IReadOnlyList<SchemaScript> scripts)
{
    private sealed record Applied(int Version, string Name, string Checksum);

    /// <param name="connection">A connection that may change the schema.</param>
    /// <param name="takeTurn">Returns when no other transaction applies scripts.</param>
    /// <param name="now">What applied_at says.</param>
    /// <param name="ct">Ends it between two scripts, or in one, of which nothing stays.</param>
    /// <returns>How many scripts were applied.</returns>
    public async Task<int> ApplyAsync(DbConnection connection, Func<DbConnection, CancellationToken, Task> takeTurn, DateTimeOffset now, CancellationToken ct)
    {
        for (var applied = 0; ; applied++)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await takeTurn(connection, ct);
            if (Missing(connection, ct) is not [var script, ..])
            {
                return applied;
            }

            connection.Execute(script.Text, ct);
            connection.Execute(
                "INSERT INTO ops.schema_version (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
                ct, script.Version, script.Name, script.Checksum, now.UtcDateTime);
            await transaction.CommitAsync(ct);
        }
    }

    public void Check(DbConnection connection, CancellationToken ct)
    {
        if (Missing(connection, ct) is [var first, ..] missing)
        {
            throw new WarehouseSchemaException(
                $"The warehouse lacks {missing.Count} of this app's {scripts.Count} schema scripts, from {first.Name} on. Run `apply-schema` once with this version of the app.");
        }
    }

    private List<SchemaScript> Missing(DbConnection connection, CancellationToken ct)
    {
        var applied = Read(connection, ct).ToDictionary(row => row.Version);
        foreach (var row in applied.Values.OrderBy(row => row.Version))
        {
            var script = scripts.FirstOrDefault(script => script.Version == row.Version)
                ?? throw new WarehouseSchemaException(
                    $"The warehouse is newer than this app: {row.Name} was applied to it, and this app's scripts end with {scripts[^1].Name}. Deploy the app version that applied it, or a later one.");
            if (script.Checksum != row.Checksum)
            {
                throw new WarehouseSchemaException(
                    $"{script.Name} changed after it was applied: the warehouse has checksum {row.Checksum[..12]}, this app {script.Checksum[..12]}. Put the script back as it was and bring the change as a new script.");
            }
        }

        return [.. scripts.Where(script => !applied.ContainsKey(script.Version))];
    }

    private static List<Applied> Read(DbConnection connection, CancellationToken ct)
    {
        var isThere = connection.Query(
            "SELECT 1 FROM information_schema.tables WHERE table_schema = 'ops' AND table_name = 'schema_version'", _ => true, ct).Count > 0;
        return isThere
            ? connection.Query(
                "SELECT version, name, checksum FROM ops.schema_version",
                row => new Applied(row.GetInt32(0), row.GetString(1), row.GetString(2)), ct)
            : [];
    }
}
