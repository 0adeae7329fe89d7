using System.Data.Common;

namespace Beejan.Functions.Warehouse;

/// <summary>
/// Who is not a complaining customer: a test number, an account of our own. Their complaints stay in
/// <c>mart.fact_complaint</c> and are left out of the analysts' views and of the daily figures.
/// </summary>
/// <param name="Kind"><c>phone</c>, <c>email</c> or <c>author</c>.</param>
/// <param name="Value">The number in E.164, the address in lower case, or the source's id of who made the complaint.</param>
internal sealed record Exclusion(string Kind, string Value)
{
    /// <summary>Makes the warehouse exclude these and no others; the daily figures follow, in one transaction.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> ApplyAsync(
        DbConnection connection, Func<DbConnection, CancellationToken, Task> takeTurn, IReadOnlyList<Exclusion> wanted, CancellationToken ct)
    {
        if (Read(connection, ct).SetEquals(wanted))
        {
            return false;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await takeTurn(connection, ct);
        connection.Execute("DELETE FROM mart.exclusion", ct);
        foreach (var exclusion in wanted)
        {
            connection.Execute(
                """
                INSERT INTO mart.exclusion (kind, value, customer_key)
                SELECT $1, $2, CASE WHEN $1 IN ('phone', 'email') THEN CAST(md5(concat($1, ':', $2)) AS UUID) END
                """,
                ct, exclusion.Kind, exclusion.Value);
        }

        foreach (var statement in DailyFigures.All.SelectMany(figures => figures.Rebuild))
        {
            connection.Execute(statement, ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private static HashSet<Exclusion> Read(DbConnection connection, CancellationToken ct) =>
        [.. connection.Query("SELECT kind, value FROM mart.exclusion", row => new Exclusion(row.GetString(0), row.GetString(1)), ct)];
}
