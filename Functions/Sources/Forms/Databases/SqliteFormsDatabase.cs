using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>Web forms in a SQLite file, without a server: for the demo and for small sites.</summary>
internal sealed class SqliteFormsDatabase(FormsOptions options) : FormsDatabase
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff";

    public override string Clock => "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // Unpooled, because a connection goes back to the pool with its snapshot. A file that isn't there is not made.
        var settings = new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var begin = new SqliteCommand("BEGIN", connection);
            await begin.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<FormsTable> FindTableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var name = string.Join('.', options.Table.Split('.').Select(Quote));
        var declared = await ReadDeclarationsAsync((SqliteConnection)connection, cancellationToken);
        if (declared.Count == 0)
        {
            throw new FormsTableException(options.Table, "no such table", "one in the file that Forms__ConnectionString leads to", "Correct Forms__Table.");
        }

        var names = declared.Select(column => column.Name).ToList();
        var id = FindId(options.Table, names);
        string?[] times = [Find(FormsField.UpdatedAt, names), Find(FormsField.CreatedAt, names)];
        var time = times switch
        {
            [{ } updated, { } created] => $"COALESCE({updated}, {created})",
            _ => times[0] ?? times[1] ?? throw NoTime(options.Table, names),
        };

        // Times are texts here, in one of several forms: ordered by what they say, to the millisecond.
        return new FormsTable(name, await MapAsync((SqliteConnection)connection, name, declared, cancellationToken), $"strftime('%Y-%m-%d %H:%M:%f', {time})", $"CAST({id} AS TEXT)", HasZone: false, "text");
    }

    public override DateTime ReadTime(DbDataReader reader, int ordinal) => DateTime.ParseExact(reader.GetString(ordinal), TimeFormat, CultureInfo.InvariantCulture);

    public override void AddTime(DbCommand command, string name, DateTime time) => ((SqliteCommand)command).Parameters.AddWithValue(name, time.ToString(TimeFormat, CultureInfo.InvariantCulture));

    public override void AddId(DbCommand command, string name, string id) => ((SqliteCommand)command).Parameters.AddWithValue(name, id);

    private async Task<List<(string Name, string Type)>> ReadDeclarationsAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var parts = options.Table.Split('.');
        await using var select = new SqliteCommand("SELECT name, type FROM pragma_table_info(@table, @schema)", connection);
        select.Parameters.AddWithValue("@table", parts[^1]);
        select.Parameters.AddWithValue("@schema", parts.Length == 2 ? parts[0] : DBNull.Value);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var columns = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }

    // A declared type binds nobody here, so that one value may be anything: a column that holds another one is read as texts.
    private static async Task<IReadOnlyList<SourceColumn>> MapAsync(SqliteConnection connection, string table, List<(string Name, string Type)> declared, CancellationToken cancellationToken)
    {
        var misfits = declared.Select(column => $"max({SqliteColumn.Misfits(column.Type, Column(column.Name))})");
        await using var select = new SqliteCommand($"SELECT {string.Join(", ", misfits)} FROM {table} AS t", connection);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return [.. declared.Select((column, i) => !reader.IsDBNull(i) && reader.GetInt64(i) == 1
            ? SqliteColumn.Text(column.Name, Column(column.Name))
            : SqliteColumn.Map(column.Name, column.Type, Column(column.Name)))];
    }
}
