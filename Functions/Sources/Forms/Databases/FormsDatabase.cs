using System.Data.Common;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>What differs between the databases that a table of web forms may lie in.</summary>
internal abstract class FormsDatabase
{
    /// <summary>The database's clock, UTC, as a query; of a snapshot's beginning, not later.</summary>
    public abstract string Clock { get; }

    /// <summary>Connects and begins a snapshot in which all that follows is read.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Looks the table up: its columns, and how its rows are ordered.</summary>
    /// <exception cref="FormsTableException">It isn't there, or lacks what a walk needs.</exception>
    public abstract Task<FormsTable> FindTableAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Reads a time that the table's key or the clock has.</summary>
    public abstract DateTime ReadTime(DbDataReader reader, int ordinal);

    /// <summary>Hands a time of the table's key to a query.</summary>
    public abstract void AddTime(DbCommand command, string name, DateTime time);

    /// <summary>Hands an id, a text, to a query that compares it with the table's own.</summary>
    public abstract void AddId(DbCommand command, string name, string id);

    /// <summary>A column of the table, which queries call t: without that, ORDER BY would take a name for what is selected under it.</summary>
    protected static string Column(string name) => "t." + Quote(name);

    protected static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A column's name where the contract needs it, quoted; null where it isn't there.</summary>
    protected static string? Find(FormsField field, IReadOnlyList<string> columns)
        => FormsContract.IndexOf(field, columns) is var index and >= 0 ? Column(columns[index]) : null;

    protected static string FindId(string table, IReadOnlyList<string> columns)
        => Find(FormsField.Id, columns) ?? throw new FormsTableException(table, $"columns {string.Join(", ", columns)}", "a column id", "Name the right table in Forms__Table, or a view that has one.");

    protected static FormsTableException NoTime(string table, IReadOnlyList<string> columns)
        => new(table, $"columns {string.Join(", ", columns)}", "updated_at or created_at", "Name the right table in Forms__Table, or a view that has one of them.");
}
