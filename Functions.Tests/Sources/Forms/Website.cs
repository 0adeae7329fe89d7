using System.Data.Common;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>A website's database of its own for a fixture, as the website itself writes to it.</summary>
internal abstract class Website : IAsyncDisposable
{
    /// <summary>As the setting Forms__Database has it.</summary>
    public abstract string Database { get; }

    public abstract string ConnectionString { get; }

    /// <summary>The type of a time with a zone.</summary>
    public abstract string Instant { get; }

    /// <summary>The type of a time without a zone.</summary>
    public abstract string LocalTime { get; }

    /// <summary>The database's clock, as a statement writes it into an <see cref="Instant"/>.</summary>
    public abstract string Now { get; }

    public static async Task<Website> StartAsync(string database)
        => database == "Postgres" ? await PostgresWebsite.StartAsync() : SqliteWebsite.Start();

    /// <summary>A time so far from now.</summary>
    public abstract string FromNow(TimeSpan distance);

    /// <summary>Statements that keep everybody else from the table.</summary>
    public abstract string[] LockOut(string table);

    public abstract Task<DbConnection> ConnectAsync();

    public abstract ValueTask DisposeAsync();

    public async Task ExecuteAsync(params string[] statements)
    {
        await using var connection = await ConnectAsync();
        await ExecuteAsync(connection, statements);
    }

    public static async Task ExecuteAsync(DbConnection connection, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        }

        return rows;
    }
}
