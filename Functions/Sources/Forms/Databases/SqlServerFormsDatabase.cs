using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>
/// Web forms in SQL Server 2019 or newer, or Azure SQL. NOT TESTED AGAINST A SERVER, which can't be had where this is built:
/// only the texts it makes are. It needs <c>ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON</c>, and says so (error 3952).
/// </summary>
internal sealed class SqlServerFormsDatabase(FormsOptions options) : FormsDatabase
{
    private const int InvalidObjectName = 208;

    public override async Task<FormsSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        // Unpooled, because a connection goes back to the pool with its isolation level.
        var settings = new SqlConnectionStringBuilder(options.ConnectionString) { Pooling = false };
        var connection = await OpenAsync(new SqlConnection(settings.ToString()), "SET TRANSACTION ISOLATION LEVEL SNAPSHOT", cancellationToken);
        try
        {
            // The snapshot begins with the first table that is read.
            var now = await ReadOneAsync(connection, "SELECT SYSUTCDATETIME()", reader => DateTime.SpecifyKind(reader.GetDateTime(0), DateTimeKind.Utc), cancellationToken);
            await ExecuteAsync(connection, "BEGIN TRANSACTION", cancellationToken);
            return new FormsSnapshot(connection, now, now - options.Lag);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override Task<IReadOnlyList<string>> ListTablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken)
        => ReadNamesAsync(connection, "SELECT name FROM sys.objects WHERE type IN ('U', 'V') AND schema_id = SCHEMA_ID(COALESCE(@schema, SCHEMA_NAME()))", schema, cancellationToken);

    public override async Task<FormsTable> FindTableAsync(DbConnection connection, string name, CancellationToken cancellationToken)
    {
        var columns = await DescribeAsync((SqlConnection)connection, name, cancellationToken);
        return Describe(name, columns);
    }

    public override DateTime ReadTime(DbDataReader reader, int ordinal)
        => reader.GetFieldType(ordinal) == typeof(DateTimeOffset) ? reader.GetFieldValue<DateTimeOffset>(ordinal).UtcDateTime : reader.GetDateTime(ordinal);

    public override void AddTime(DbCommand command, string name, DateTime time)
        => command.Parameters.Add(time.Kind == DateTimeKind.Utc
            ? new SqlParameter(name, SqlDbType.DateTimeOffset) { Value = new DateTimeOffset(time) }
            : new SqlParameter(name, SqlDbType.DateTime2) { Value = time });

    public override void AddId(DbCommand command, string name, string id) => command.Parameters.Add(new SqlParameter(name, SqlDbType.NVarChar, 4000) { Value = id });

    public override string Text(string id) => $"CAST({id} AS nvarchar(4000))";

    public override string NullsLast(string id) => $"CASE WHEN {id} IS NULL THEN 1 ELSE 0 END, {id}";

    public override string ByBytes(string text) => $"CAST({text} COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(8000))";

    public override string Limit(int rows) => $"OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

    /// <summary>What a table of these columns is read by.</summary>
    internal FormsTable Describe(string name, IReadOnlyList<SqlServerColumn> columns)
    {
        var names = columns.Select(column => column.Name).ToList();
        var id = FindId(name, names);
        var updated = FindTime(FormsField.UpdatedAt);
        var created = FindTime(FormsField.CreatedAt);
        var first = updated ?? created ?? throw NoTime(name, names);
        var hasZone = first.HasZone;
        var time = updated is null || created is null ? Instant(first, hasZone) : $"COALESCE({Instant(updated, hasZone)}, {Instant(created, hasZone)})";
        var order = $"{(hasZone ? "datetimeoffset" : "datetime2")}, {columns[FormsContract.IndexOf(FormsField.Id, names)].Type}";
        return new FormsTable(QuoteTable(name), [.. columns.Where(column => !column.IsRowVersion).Select(column => column.Map(Column(column.Name)))], time, id, hasZone, order)
        {
            Types = columns.ToDictionary(column => column.Name, column => column.FullType),
            IsByDay = (updated?.IsDay ?? false) || (created?.IsDay ?? false),
        };

        SqlServerColumn? FindTime(FormsField field)
        {
            var index = FormsContract.IndexOf(field, names);
            return index < 0 ? null : columns[index].IsTime ? columns[index] : throw new FormsTableException(
                name, $"column {columns[index].Name} of type {columns[index].FullType}", "datetime2, datetimeoffset, datetime, smalldatetime or date",
                "Rows can be read in the order of such a column only: change its type, or name a view in Forms__Table that casts it.");
        }
    }

    // Of one type throughout, because datetime's thirds of a millisecond are rounded in one way when they are sent here and
    // in another when they are compared: a row could come for ever.
    private string Instant(SqlServerColumn column, bool hasZone)
    {
        var expression = Column(column.Name);
        return (column.HasZone, hasZone) switch
        {
            (true, true) => $"CAST({expression} AS datetimeoffset(7))",
            (false, false) => $"CAST({expression} AS datetime2(7))",
            (true, false) => $"CAST({expression} AT TIME ZONE '{WindowsZone}' AS datetime2(7))",
            _ => $"CAST({expression} AS datetime2(7)) AT TIME ZONE '{WindowsZone}'",
        };
    }

    private string WindowsZone => TimeZoneInfo.TryConvertIanaIdToWindowsId(options.TimeZone, out var zone)
        ? zone
        : throw new FormsTableException(options.Table, $"Forms__TimeZone {options.TimeZone}", "a zone that Windows has too", "SQL Server knows no other: name one, or give created_at and updated_at the same type.");

    private static async Task<List<SqlServerColumn>> DescribeAsync(SqlConnection connection, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var select = new SqlCommand($"SELECT * FROM {QuoteTable(name)}", connection);
            await using var reader = await select.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
            return [.. (await reader.GetColumnSchemaAsync(cancellationToken)).Select(column => new SqlServerColumn(column.ColumnName, column.DataTypeName ?? "", column.NumericPrecision ?? 0, column.NumericScale ?? 0))];
        }
        catch (SqlException e) when (e.Number == InvalidObjectName)
        {
            throw new FormsTableException(name, "no such table", "one in the database that Forms__ConnectionString leads to", "Correct Forms__Table.");
        }
    }
}
