using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>Web forms in a SQLite file, without a server: for the demo and for small sites.</summary>
internal sealed class SqliteFormsDatabase(FormsOptions options) : FormsDatabase
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff";

    public override async Task<FormsSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        // Unpooled, because a connection goes back to the pool with its snapshot. A file that isn't there is not made.
        var settings = new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = await OpenAsync(new SqliteConnection(settings.ToString()), "BEGIN", cancellationToken);

        // The snapshot begins with the first table that is read. What was written meanwhile is known to nobody but its writer.
        var now = await ReadOneAsync(connection, "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')", reader => DateTime.SpecifyKind(ReadTime(reader, 0), DateTimeKind.Utc), cancellationToken);
        return new FormsSnapshot(connection, now, now - options.Lag);
    }

    public override Task<IReadOnlyList<string>> ListTablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken)
        => ReadNamesAsync(connection, "SELECT name FROM pragma_table_list WHERE schema = coalesce(@schema, 'main')", schema, cancellationToken);

    public override async Task<FormsTable> FindTableAsync(DbConnection connection, string name, CancellationToken cancellationToken)
    {
        var declared = await ReadDeclarationsAsync((SqliteConnection)connection, name, cancellationToken);
        if (declared.Count == 0)
        {
            throw new FormsTableException(name, "no such table", "one in the file that Forms__ConnectionString leads to", "Correct Forms__Table.");
        }

        var names = declared.Select(column => column.Name).ToList();
        var id = FindId(name, names);
        string?[] times = [Find(FormsField.UpdatedAt, names), Find(FormsField.CreatedAt, names)];
        var time = times switch
        {
            [{ } updated, { } created] => $"COALESCE({updated}, {created})",
            _ => times[0] ?? times[1] ?? throw NoTime(name, names),
        };

        // Times are texts here, in one of several forms: ordered by what they say, to the millisecond.
        var columns = await MapAsync((SqliteConnection)connection, QuoteTable(name), declared, cancellationToken);
        return new FormsTable(QuoteTable(name), columns, $"strftime('%Y-%m-%d %H:%M:%f', {time})", Text(id), HasZone: false, "text")
        {
            Types = declared.ToDictionary(column => column.Name, column => column.Type),
        };
    }

    public override DateTime ReadTime(DbDataReader reader, int ordinal) => DateTime.ParseExact(reader.GetString(ordinal), TimeFormat, CultureInfo.InvariantCulture);

    public override void AddTime(DbCommand command, string name, DateTime time) => ((SqliteCommand)command).Parameters.AddWithValue(name, time.ToString(TimeFormat, CultureInfo.InvariantCulture));

    public override void AddId(DbCommand command, string name, string id) => ((SqliteCommand)command).Parameters.AddWithValue(name, id);

    public override string ByBytes(string text) => $"{text} COLLATE BINARY";

    private static async Task<List<(string Name, string Type)>> ReadDeclarationsAsync(SqliteConnection connection, string name, CancellationToken cancellationToken)
    {
        var parts = name.Split('.');
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
