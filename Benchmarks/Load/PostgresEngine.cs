using System.ComponentModel;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Beejan.Benchmarks.Measuring;
using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Beejan.Benchmarks.Load;

/// <summary>Its own bulk path is psql's: a process of its own, and a file in the server's binary format.</summary>
internal sealed class PostgresEngine : Engine
{
    public override string Name => "PostgreSQL";

    public override string BulkPath => @"psql \copy, binary";

    public override string Unlogged => "UNLOGGED";

    public override SqlWarehouse OpenWarehouse(string store, Action<string, DbConnection>? onStep = null) =>
        new PostgresWarehouse(
            Options.Create(new WarehouseOptions { Engine = WarehouseEngine.Postgres, ConnectionString = store }), null, TimeProvider.System, NullLogger<PostgresWarehouse>.Instance)
        {
            OnStep = onStep,
        };

    // To compare ten million rows takes longer than a command may by default.
    public override DbConnection Connect(string store) => new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store) { CommandTimeout = 0 }.ToString());

    public override async Task PrepareAsync(string store, CleanFile file, IReadOnlyList<string> columns, CancellationToken ct)
    {
        if (File.Exists(Exported(file)))
        {
            return;
        }

        await using var connection = new NpgsqlConnection(store);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var names = string.Join(", ", columns);
        connection.Execute($"CREATE TEMP TABLE staged AS SELECT {names} FROM {SourceTable.Of(file.Source).Name} WHERE false", ct);
        await StagedCopy.RunAsync(connection, file, columns, areKeyed: false, ct);
        await using var bytes = File.Create(Exported(file));
        await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY staged ({names}) TO STDOUT (FORMAT BINARY)", ct);
        await rows.CopyToAsync(bytes, ct);
    }

    public override async Task CopyAsync(string store, CleanFile file, IReadOnlyList<string> columns, bool isKeyed, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder(store);
        var copy = $@"\copy {Table} ({string.Join(", ", columns)}) FROM '{Exported(file)}' WITH (FORMAT binary)";
        var start = new ProcessStartInfo("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", copy])
        {
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = server.Host,
                ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = server.Username,
                ["PGPASSWORD"] = server.Password,
                ["PGDATABASE"] = server.Database,
            },
        };
        try
        {
            using var psql = Process.Start(start)!;
            var errors = await psql.StandardError.ReadToEndAsync(ct);
            await psql.WaitForExitAsync(ct);
            if (psql.ExitCode != 0)
            {
                throw new BenchException($"psql ended with exit code {psql.ExitCode}: {errors.Trim()}");
            }
        }
        catch (Win32Exception)
        {
            throw new BenchException("psql was not found: install PostgreSQL's client (apt-get install postgresql-client).");
        }
    }

    private static string Exported(CleanFile file) => Path.ChangeExtension(file.LocalPath, ".copy");
}
