namespace Beejan.Functions.Warehouse;

/// <summary>
/// A raw file that newer rules have read again: what older rules made of it counts no more, unless another raw file,
/// which they have not read again, holds it too. Nothing is deleted from the history.
/// </summary>
internal static class Superseding
{
    private const string IsNotInFile =
        "NOT EXISTS (SELECT 1 FROM staged WHERE staged.account = older.account AND staged.source_id = older.source_id)";

    /// <summary>The loads of the same raw file under older rules, which this load takes the place of.</summary>
    public const string FindLoads =
        """
        CREATE TEMP TABLE superseded AS
        SELECT load.load_id
        FROM ops.load
        JOIN this_load ON this_load.source = load.source AND this_load.raw_file = load.raw_file AND this_load.rule_version > load.rule_version
        WHERE load.superseded_by IS NULL
        """;

    public const string MarkLoads =
        "UPDATE ops.load SET superseded_by = (SELECT load_id FROM this_load) WHERE load_id IN (SELECT load_id FROM superseded)";

    /// <summary>Whether there are no such loads.</summary>
    public const string NoneIsSuperseded = "SELECT NOT EXISTS (SELECT 1 FROM superseded)";

    /// <summary>The complaints of those loads that this file does not hold, which are to be reduced anew all the same.</summary>
    public static string Complaints(SourceTable table) =>
        $"""
        SELECT account, source_id FROM {table.Name} AS older WHERE load_id IN (SELECT load_id FROM superseded) AND {IsNotInFile}
        UNION
        SELECT account, source_id FROM source.repeat AS older
        WHERE source = '{table.Source}' AND load_id IN (SELECT load_id FROM superseded) AND {IsNotInFile}
        """;

    /// <summary>Whether a version counts: a condition over a row of the history.</summary>
    public static string Counts(SourceTable table, string history) => $"({Stands(history)} OR {IsRepeated(table, history)})";

    /// <summary>Whether no newer rules have read again the raw file that a row of the history is from.</summary>
    public static string Stands(string history) => $"{history}.load_id NOT IN (SELECT load_id FROM ops.load WHERE superseded_by IS NOT NULL)";

    /// <summary>Whether another raw file, which was not read again, holds the version too: a condition over a row of the history.</summary>
    public static string IsRepeated(SourceTable table, string history) =>
        $"""
        EXISTS (
            SELECT 1
            FROM source.repeat AS again
            JOIN ops.load AS other ON other.load_id = again.load_id
            WHERE again.source = '{table.Source}' AND again.account = {history}.account AND again.source_id = {history}.source_id
                AND again.changed_at = {history}.changed_at AND again.change_rank = {history}.change_rank
                AND again.rule_version = {history}.rule_version AND again.row_hash = {history}.row_hash
                AND other.superseded_by IS NULL)
        """;

    /// <summary>Whether the file holds all complaints of the loads that it takes the place of.</summary>
    public const string NoneIsMissing = "SELECT NOT EXISTS (SELECT 1 FROM deciding WHERE NOT is_in_file)";

    /// <summary>The facts of which no version counts any more.</summary>
    public static string FindWithdrawn(SourceTable table) =>
        $"""
        INSERT INTO withdrawn
        SELECT fact.complaint_key, fact.date_key
        FROM deciding
        JOIN mart.fact_complaint AS fact ON fact.complaint_key = deciding.complaint_key
        WHERE NOT deciding.is_in_file AND NOT EXISTS (
            SELECT 1
            FROM {table.Name} AS history
            WHERE history.account = deciding.account AND history.source_id = deciding.source_id AND {Counts(table, "history")})
        """;

    public const string DeleteWithdrawn = "DELETE FROM mart.fact_complaint WHERE complaint_key IN (SELECT complaint_key FROM withdrawn)";
}
