using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>Web forms in PostgreSQL.</summary>
internal sealed class PostgresFormsDatabase(FormsOptions options) : FormsDatabase
{
    // Of the transaction's start, which comes before the snapshot.
    public override string Clock => "SELECT now()";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(options.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);

            // What is cast to a text looks the same whatever the server's or the role's defaults are.
            await using var begin = new NpgsqlCommand(
                "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", connection);
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
        var columns = await DescribeAsync((NpgsqlConnection)connection, name, cancellationToken);
        var names = columns.ConvertAll(column => column.Name);
        var id = FindId(options.Table, names);
        var (time, hasZone) = TimeOf(columns, names);
        var order = $"{(hasZone ? PostgresColumn.Instant : PostgresColumn.LocalTime)}, {columns[FormsContract.IndexOf(FormsField.Id, names)].Type}";
        return new FormsTable(name, columns.ConvertAll(column => column.Map(Column(column.Name))), time, id, hasZone, order);
    }

    public override DateTime ReadTime(DbDataReader reader, int ordinal) => reader.GetDateTime(ordinal);

    public override void AddTime(DbCommand command, string name, DateTime time)
        => command.Parameters.Add(new NpgsqlParameter(name, time.Kind == DateTimeKind.Utc ? NpgsqlDbType.TimestampTz : NpgsqlDbType.Timestamp) { Value = time });

    // Unknown: read by the server as what it is compared with.
    public override void AddId(DbCommand command, string name, string id) => command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = id });

    private async Task<List<PostgresColumn>> DescribeAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var select = new NpgsqlCommand($"SELECT * FROM {name}", connection);
            await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
            return [.. Enumerable.Range(0, reader.FieldCount).Select(i => new PostgresColumn(reader.GetName(i), reader.GetPostgresType(i).Name, reader.GetDataTypeName(i)))];
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new FormsTableException(options.Table, "no such table", "one in the database and schema that Forms__ConnectionString leads to", "Correct Forms__Table, in which capitals count.");
        }
    }

    // Columns of different kinds are made of one; the zone's clock decides, as it does in cleaning.
    private (string Expression, bool HasZone) TimeOf(List<PostgresColumn> columns, List<string> names)
    {
        var (updated, created) = (Find(FormsField.UpdatedAt, names), Find(FormsField.CreatedAt, names));
        if ((updated ?? created) is not { } first)
        {
            throw NoTime(options.Table, names);
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
                    options.Table,
                    $"column {column.Name} of type {column.Type}",
                    $"{PostgresColumn.Instant}, {PostgresColumn.LocalTime} or {PostgresColumn.Day}",
                    "Rows can be read in the order of such a column only: change its type, or name a view in Forms__Table that casts it."),
            };
        }
    }
}
