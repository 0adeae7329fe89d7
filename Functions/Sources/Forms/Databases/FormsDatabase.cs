using System.Data.Common;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>What differs between the databases that a table of web forms may lie in.</summary>
internal abstract class FormsDatabase
{
    /// <summary>Connects, asks the database's clock, and only then begins a snapshot.</summary>
    public abstract Task<FormsSnapshot> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The names of all tables and views of a schema, or of where names without one are looked up.</summary>
    public abstract Task<IReadOnlyList<string>> ListTablesAsync(DbConnection connection, string? schema, CancellationToken cancellationToken);

    /// <summary>Looks a table up: its columns, and how its rows are ordered.</summary>
    /// <param name="connection">Where to look.</param>
    /// <param name="name">The table, with its schema before a dot where it needs one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FormsTableException">It isn't there, or lacks what a walk needs.</exception>
    public abstract Task<FormsTable> FindTableAsync(DbConnection connection, string name, CancellationToken cancellationToken);

    /// <summary>Reads a time that the table's key or the clock has.</summary>
    public abstract DateTime ReadTime(DbDataReader reader, int ordinal);

    /// <summary>Hands a time of the table's key to a query.</summary>
    public abstract void AddTime(DbCommand command, string name, DateTime time);

    /// <summary>Hands an id, a text, to a query that compares it with the table's own.</summary>
    public abstract void AddId(DbCommand command, string name, string id);

    /// <summary>An id as a text.</summary>
    public virtual string Text(string id) => $"CAST({id} AS TEXT)";

    /// <summary>An order of ids in which those that are null come last.</summary>
    public virtual string NullsLast(string id) => $"{id} NULLS LAST";

    /// <summary>The order of texts by their bytes in UTF-8.</summary>
    public abstract string ByBytes(string text);

    /// <summary>Ends an ordered query after so many rows.</summary>
    public virtual string Limit(int rows) => $"LIMIT {rows}";

    /// <summary>A column of the table, which queries call t: without that, ORDER BY would take a name for what is selected under it.</summary>
    protected static string Column(string name) => "t." + Quote(name);

    protected static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    protected static string QuoteTable(string name) => string.Join('.', name.Split('.').Select(Quote));

    /// <summary>A column's name where the contract needs it, quoted; null where it isn't there.</summary>
    protected static string? Find(FormsField field, IReadOnlyList<string> columns)
        => FormsContract.IndexOf(field, columns) is var index and >= 0 ? Column(columns[index]) : null;

    protected static string FindId(string table, IReadOnlyList<string> columns)
        => Find(FormsField.Id, columns) ?? throw new FormsTableException(table, $"columns {string.Join(", ", columns)}", "a column id", "Name the right table in Forms__Table, or a view that has one.");

    protected static FormsTableException NoTime(string table, IReadOnlyList<string> columns)
        => new(table, $"columns {string.Join(", ", columns)}", "updated_at or created_at", "Name the right table in Forms__Table, or a view that has one of them.");

    /// <summary>Opens a connection, and what it must be told before anything is read; closed again when that fails.</summary>
    protected static async Task<T> OpenAsync<T>(T connection, string settings, CancellationToken cancellationToken)
        where T : DbConnection
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, settings, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads what one row says.</summary>
    protected static async Task<T> ReadOneAsync<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return read(reader);
    }

    /// <param name="connection">Where.</param>
    /// <param name="sql">Of one column, a text; @schema in it is the schema, null for none.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="cancellationToken">Ends it.</param>
    protected static async Task<IReadOnlyList<string>> ReadNamesAsync(DbConnection connection, string sql, string? schema, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@schema", (object?)schema ?? DBNull.Value);
        parameter.DbType = System.Data.DbType.String;
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Put together from this folder's constants only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
