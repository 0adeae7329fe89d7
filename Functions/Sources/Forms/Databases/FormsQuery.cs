using System.Data.Common;

namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>The queries that read a table, the same for all databases.</summary>
internal static class FormsQuery
{
    // Times outside of these have no instant in every zone of .NET's calendar; PostgreSQL's infinity is among them.
    private const string Earliest = "'0002-01-01'";
    private const string Latest = "'9999-01-01'";

    /// <summary>The rows from the walk's lower bound or its last place on, in order; behind the table's columns stand the time and the id.</summary>
    public static DbCommand Page(FormsDatabase database, DbConnection connection, FormsTable table, FormsCursor walk, int maxRows)
    {
        var (time, id) = (table.Time, table.Id);
        var command = connection.CreateCommand();
        var conditions = new List<string> { $"{time} >= {Earliest}", $"{time} < {Latest}" };
        if ((walk.After?.Time ?? walk.From) is { } from)
        {
            conditions.Add($"{time} >= @time");
            database.AddTime(command, "@time", from);
        }

        if (walk.After is { Id: { } after })
        {
            conditions.Add($"({time} > @time OR {id} > @id OR {id} IS NULL)");
            database.AddId(command, "@id", after);
        }
        else if (walk.After is not null)
        {
            conditions.Add($"{time} > @time"); // rows without ids come last, and can't be told apart
        }

        var columns = table.Columns.Select(column => column.Expression).Append(time).Append(database.Text(id));
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table.Name} AS t WHERE {string.Join(" AND ", conditions)} ORDER BY {time}, {database.NullsLast(id)} {database.Limit(maxRows)}";
        return command;
    }

    /// <summary>The ids of all rows as texts, in the order of their bytes.</summary>
    public static string Ids(FormsDatabase database, FormsTable table)
        => $"SELECT {database.Text(table.Id)} FROM {table.Name} AS t WHERE {table.Id} IS NOT NULL ORDER BY {database.ByBytes(database.Text(table.Id))}";

    /// <summary>Rows that have no place in the order, so that no walk meets them.</summary>
    public static string CountUnordered(FormsTable table)
        => $"SELECT count(*) FROM {table.Name} AS t WHERE {table.Time} IS NULL OR {table.Time} < {Earliest} OR {table.Time} >= {Latest}";
}
