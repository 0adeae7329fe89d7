namespace Beejan.Functions.Warehouse;

/// <summary>Queries that must return no row. They stand for the foreign keys that DuckDB does not have across schemas.</summary>
internal static class WarehouseChecks
{
    /// <summary>References that lead nowhere: the place, and the key that was not found.</summary>
    public static string Orphans { get; } = string.Join("\nUNION ALL\n",
    [
        Orphan("mart.fact_complaint", "date_key", "mart.dim_date", "date_key"),
        .. Dimension.All.Select(dimension => Orphan("mart.fact_complaint", dimension.Key, $"mart.dim_{dimension.Name}", dimension.Key)),
        Orphan("mart.fact_complaint", "load_id", "ops.load", "load_id"),
        Orphan("ops.batch", "load_id", "ops.load", "load_id"),
        Orphan("source.repeat", "load_id", "ops.load", "load_id"),
        .. DailyFigures.All.SelectMany(figures => figures.Keys.Prepend("date_key").Select(key => Orphan(figures.Table, key, $"mart.dim_{key[..^4]}", key))),
        .. SourceTable.All.SelectMany(table => new[]
        {
            Orphan(table.Name, "load_id", "ops.load", "load_id"),
            $"""
            SELECT '{table.Name} without a fact' AS place, account || ' ' || source_id AS missing
            FROM {table.Name} AS history
            WHERE {Superseding.Counts(table, "history")} AND NOT EXISTS (
                SELECT 1 FROM mart.fact_complaint AS fact
                WHERE fact.source = '{table.Source}' AND fact.account = history.account AND fact.source_id = history.source_id)
            """,
            $"""
            SELECT 'mart.fact_complaint without a version in {table.Name}' AS place, account || ' ' || source_id AS missing
            FROM mart.fact_complaint AS fact
            WHERE source = '{table.Source}' AND NOT EXISTS (
                SELECT 1 FROM {table.Name} AS history
                WHERE {Superseding.Counts(table, "history")}
                    AND (history.account, history.source_id, history.changed_at, history.change_rank, history.rule_version, history.row_hash)
                    = (fact.account, fact.source_id, fact.changed_at, fact.change_rank, fact.rule_version, fact.row_hash))
            """,
        }),
    ]);

    /// <summary>Days whose figures are not what the facts say: the table, and the day.</summary>
    public static string WrongDays { get; } = string.Join(
        "\nUNION ALL\n", DailyFigures.All.Select(figures => $"SELECT '{figures.Table}' AS place, date_key FROM ({figures.Wrong}) AS wrong"));

    private static string Orphan(string table, string column, string target, string targetColumn) =>
        $"""
        SELECT '{table}.{column}' AS place, CAST({column} AS VARCHAR) AS missing
        FROM {table} AS referrer
        WHERE NOT EXISTS (SELECT 1 FROM {target} AS target WHERE target.{targetColumn} = referrer.{column})
        """;
}
