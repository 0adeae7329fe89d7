using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>Web forms in PostgreSQL.</summary>
internal sealed class PostgresFormsDatabase(FormsOptions options) : FormsDatabase
{
    // What is cast to a text looks the same whatever the server's or the role's defaults are.
    private const string Settings = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'";

    public override async Task<FormsSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(new NpgsqlConnection(options.ConnectionString), Settings, cancellationToken);
        try
        {
            var (now, bound) = await FindBoundAsync(connection, cancellationToken);
            await ExecuteAsync(connection, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellationToken);
            return new FormsSnapshot(connection, now, bound);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // A partition's rows are its table's, too: listed as tables of their own they are what a pattern asks for.
    public override Task<IReadOnlyList<string>> ListTablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken)
        => ReadNamesAsync(
            connection,
            """
            SELECT relname::text FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND CASE WHEN @schema::text IS NULL THEN pg_table_is_visible(pg_class.oid) ELSE nspname = @schema END
            """,
            schema,
            cancellationToken);

    public override async Task<FormsTable> FindTableAsync(DbConnection connection, string name, CancellationToken cancellationToken)
    {
        var columns = await DescribeAsync((NpgsqlConnection)connection, name, cancellationToken);
        var names = columns.ConvertAll(column => column.Name);
        var id = FindId(name, names);
        var (time, hasZone) = TimeOf(name, columns, names);
        var order = $"{(hasZone ? PostgresColumn.Instant : PostgresColumn.LocalTime)}, {columns[FormsContract.IndexOf(FormsField.Id, names)].Type}";
        return new FormsTable(QuoteTable(name), columns.ConvertAll(column => column.Map(Column(column.Name))), time, id, hasZone, order)
        {
            Types = columns.ToDictionary(column => column.Name, column => column.FullType),
            IsByDay = new[] { FormsField.UpdatedAt, FormsField.CreatedAt }.Select(field => FormsContract.IndexOf(field, names)).Any(index => index >= 0 && columns[index].Type == PostgresColumn.Day),
        };
    }

    public override DateTime ReadTime(DbDataReader reader, int ordinal) => reader.GetDateTime(ordinal);

    public override void AddTime(DbCommand command, string name, DateTime time)
        => command.Parameters.Add(new NpgsqlParameter(name, time.Kind == DateTimeKind.Utc ? NpgsqlDbType.TimestampTz : NpgsqlDbType.Timestamp) { Value = time });

    // Unknown: read by the server as what it is compared with.
    public override void AddId(DbCommand command, string name, string id) => command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = id });

    public override string ByBytes(string text) => $"{text} COLLATE \"C\"";

    private async Task<(DateTime Now, DateTime? Bound)> FindBoundAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (options.LateCommits == FormsOptions.ByLag)
        {
            var clock = await ReadOneAsync(connection, "SELECT now()", reader => reader.GetDateTime(0), cancellationToken);
            return (clock, clock - options.Lag);
        }

        // Each query in a transaction of its own, which sees the sessions anew.
        var others = await ReadOneAsync(
            connection,
            PostgresTransactions.Query,
            reader => new PostgresTransactions(reader.GetDateTime(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetDateTime(4)),
            cancellationToken);
        var bound = others.Bound;
        var isPrepared = await ReadOneAsync(connection, PostgresTransactions.Prepared, reader => reader.GetBoolean(0), cancellationToken);
        return (others.Now, isPrepared ? null : bound);
    }

    private static async Task<List<PostgresColumn>> DescribeAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var select = new NpgsqlCommand($"SELECT * FROM {QuoteTable(name)}", connection);
            await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
            return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new PostgresColumn(reader.GetName(i), reader.GetPostgresType(i).Name, reader.GetDataTypeName(i)))];
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new FormsTableException(name, "no such table", "one in the database and schema that Forms__ConnectionString leads to", "Correct Forms__Table, in which capitals count.");
        }
    }

    // Columns of different kinds are made of one; the zone's clock decides, as it does in cleaning.
    private (string Expression, bool HasZone) TimeOf(string table, List<PostgresColumn> columns, List<string> names)
    {
        var (updated, created) = (Find(FormsField.UpdatedAt, names), Find(FormsField.CreatedAt, names));
        if ((updated ?? created) is not { } first)
        {
            throw NoTime(table, names);
        }

        var hasZone = HasZone(updated is null ? FormsField.CreatedAt : FormsField.UpdatedAt);
        if (updated is null || created is null)
        {
            return (first, hasZone);
        }

        return HasZone(FormsField.CreatedAt) == hasZone
            ? ($"COALESCE({updated}, {created})", hasZone)
            : ($"COALESCE({updated}, {(hasZone ? created + "::timestamp" : created)} AT TIME ZONE '{options.TimeZone}')", hasZone);

        bool HasZone(FormsField field)
        {
            var column = columns[FormsContract.IndexOf(field, names)];
            return column.Type switch
            {
                PostgresColumn.Instant => true,
                PostgresColumn.LocalTime or PostgresColumn.Day => false,
                _ => throw new FormsTableException(
                    table,
                    $"column {column.Name} of type {column.Type}",
                    $"{PostgresColumn.Instant}, {PostgresColumn.LocalTime} or {PostgresColumn.Day}",
                    "Rows can be read in the order of such a column only: change its type, or name a view in Forms__Table that casts it."),
            };
        }
    }
}
