using System.Data.Common;
using System.Globalization;
using Beejan.Functions.Tests.Support;
using Npgsql;

namespace Beejan.Functions.Tests.Sources.Forms;

internal sealed class PostgresWebsite(string connectionString) : Website
{
    public override string Database => "Postgres";

    public override string ConnectionString => connectionString;

    public override string Instant => "timestamptz";

    public override string LocalTime => "timestamp";

    public override string Now => "clock_timestamp()";

    public static async Task<Website> StartAsync() => new PostgresWebsite(await PostgresServer.CreateDatabaseAsync());

    public override string FromNow(TimeSpan distance) => string.Create(CultureInfo.InvariantCulture, $"now() + interval '{distance.TotalSeconds} seconds'");

    public override string[] LockOut(string table) => ["BEGIN", $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"];

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public override async ValueTask DisposeAsync() => await PostgresServer.DropDatabaseAsync(connectionString);
}
