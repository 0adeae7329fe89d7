using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Beejan.Functions.Tests.Sources.Forms;

internal sealed class SqliteWebsite(string directory) : Website
{
    public override string Database => "Sqlite";

    public override string ConnectionString => $"Data Source={Path.Combine(directory, "site.sqlite")}";

    public override string Instant => "TEXT";

    public override string LocalTime => "TEXT";

    public override string Now => "strftime('%Y-%m-%d %H:%M:%fZ', 'now')";

    public static Website Start() => new SqliteWebsite(Directory.CreateTempSubdirectory("beejan-site-").FullName);

    public override string FromNow(TimeSpan distance) => string.Create(CultureInfo.InvariantCulture, $"strftime('%Y-%m-%d %H:%M:%fZ', 'now', '{distance.TotalSeconds:+0;-0} seconds')");

    public override string[] LockOut(string table) => ["BEGIN EXCLUSIVE"];

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
