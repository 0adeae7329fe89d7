using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>Statements with bound parameters ($1, $2 …), which DuckDB and PostgreSQL both take, under a token that interrupts them.</summary>
internal static class Sql
{
    public static int Execute(this DbConnection connection, string sql, CancellationToken ct, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        using var interrupt = ct.Register(command.Cancel);
        ct.ThrowIfCancellationRequested();
        return command.ExecuteNonQuery();
    }

    public static async Task ExecuteAsync(this DbConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    public static List<T> Query<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken ct, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        connection.ForEach(sql, row => rows.Add(read(row)), ct, values);
        return rows;
    }

    /// <summary>Takes row after row, none of which is kept.</summary>
    public static void ForEach(
        this DbConnection connection, string sql, Action<DbDataReader> take, CancellationToken ct, params ReadOnlySpan<object?> values)
    {
        using var command = Command(connection, sql, values);
        using var interrupt = ct.Register(command.Cancel);
        ct.ThrowIfCancellationRequested();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            take(reader);
        }
    }

    public static IReadOnlyList<string> Columns(this DbConnection connection, string table, CancellationToken ct)
    {
        using var command = Command(connection, $"SELECT * FROM {table} WHERE false", []);
        ct.ThrowIfCancellationRequested();
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    public static DateTimeOffset GetUtc(this DbDataReader reader, int ordinal) =>
        new(DateTime.SpecifyKind(reader.GetDateTime(ordinal), DateTimeKind.Utc));

    private static DbCommand Command(DbConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is put together from this folder's constants only; values are bound below.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
