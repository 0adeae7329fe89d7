namespace Beejan.Functions.Warehouse;

/// <summary>
/// What a complaint of one version comes to, which is what that says: the same as <see cref="Reduction"/> makes of all its
/// versions, without the search.
/// </summary>
internal static class SingleVersion
{
    /// <summary>The columns of a fact, as expressions over a row of staged.</summary>
    public static string Select(LoadTerms terms) => string.Join(", ", Columns(terms).Select(column => $"{column.Value} AS {column.Name}"));

    /// <summary>Whether it says other than its fact: a condition over staged and fact.</summary>
    public static string Differs(LoadTerms terms) =>
        string.Join(" OR ", Columns(terms).Where(column => Reduction.BusinessColumns.Contains(column.Name)).Select(column => $"fact.{column.Name} IS DISTINCT FROM {column.Value}"));

    private static IEnumerable<(string Name, string Value)> Columns(LoadTerms terms) =>
    [
        ("complaint_key", "staged.complaint_key"),
        ("source", terms.ThisLoad("source")),
        ("account", "staged.account"),
        ("source_id", "staged.source_id"),
        ("date_key", "coalesce(staged.date_key, 0)"),
        .. Dimension.All.Select(dimension => (dimension.Key, $"coalesce(staged.{dimension.Key}, {Dimension.Unknown})")),
        ("opened_at", "staged.opened_at"),
        ("resolved_at", "staged.resolved_at"),
        ("time_to_resolve_seconds", Reduction.TimeToResolve("staged")),
        ("status", Dimension.Filled("staged.status")),
        ("is_resolved", "staged.is_resolved"),
        ("reopened", $"CASE WHEN staged.is_resolved THEN 0 WHEN NOT staged.is_resolved THEN CASE WHEN {Reduction.IsOpenedAgain("staged.status")} THEN 1 ELSE 0 END END"),
        ("is_removed", "staged.change_rank = 2"),
        ("text", $"CASE WHEN staged.change_rank <> 2 THEN {Dimension.Filled("staged.text")} END"),
        ("author", Reduction.Author(terms.Table, "staged")),
        .. Reduction.OfCall(terms, "staged"),
        ("changed_at", "staged.changed_at"),
        ("change_rank", "staged.change_rank"),
        ("rule_version", terms.ThisLoad("rule_version")),
        ("row_hash", "staged.row_hash"),
        ("topic_rules", "staged.topic_rules"),
    ];
}
