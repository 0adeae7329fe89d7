namespace Beejan.Functions.Warehouse;

/// <summary>
/// What the statements of a load say differently, as suits the engine. A row store looks rows up by an index, reads a table
/// whole to find a few of its rows, and goes past what a count shows to be needless; a column store joins by hashes, searches
/// columns as fast as they could be marked, and is held up by a count.
/// </summary>
/// <param name="Table">Table of the source.</param>
/// <param name="Columns">All columns of that table.</param>
/// <param name="IsRowStore">Which of the two the engine is. Staging marks the rows for a row store.</param>
internal sealed record LoadTerms(SourceTable Table, IReadOnlyList<string> Columns, bool IsRowStore)
{
    private const string IsUndecided =
        """
        NOT EXISTS (SELECT 1 FROM deciding WHERE deciding.complaint_key = staged.complaint_key)
            AND NOT EXISTS (SELECT 1 FROM known WHERE known.complaint_key = staged.complaint_key AND known.counts)
        """;

    /// <summary>Rows of the complaints that stand in the file several times: but for the first of each where rows are marked, else all of them.</summary>
    public string IsSeveral => IsRowStore ? $"WHERE {Staged.IsAgain} GROUP BY complaint_key" : "GROUP BY complaint_key HAVING count(*) > 1";

    /// <summary>Whether the history lacks any row of the file. Where it has all, nothing is to be searched for what is new.</summary>
    public string AnyIsNew => IsRowStore ? "(SELECT rows FROM staged_count) > (SELECT count(*) FROM known)" : "true";

    /// <summary>Whether a staged row is the one of a complaint that nobody knew: nothing was decided about it.</summary>
    public string IsFresh => IsRowStore ? $"EXISTS (SELECT 1 FROM fresh_day) AND {IsUndecided}" : IsUndecided;

    /// <summary>The same before the days of such rows are known.</summary>
    public string IsFreshAtFirst => $"{AnyIsUnsettled} AND {IsUndecided}";

    /// <summary>Whether any row of the file says what no version that counts said.</summary>
    public string AnyIsUnsettled => IsRowStore ? "(SELECT rows FROM staged_count) > (SELECT count(*) FROM known WHERE counts)" : "true";

    /// <summary>A column store computes what is selected before it joins: of no more rows than there are facts.</summary>
    public string IsOfSomeFact => IsRowStore ? "" : " AND staged.complaint_key IN (SELECT complaint_key FROM mart.fact_complaint)";

    /// <summary>Where the members of dimensions that a file may speak of first stand.</summary>
    public string Introducing => $"{(IsRowStore ? "TABLE" : "VIEW")} introducing";

    /// <summary>Which staged rows those are.</summary>
    public string Introduces => IsRowStore ? $"{Staged.Introduces} AND {AnyIsNew}" : "true";

    /// <summary>Whether a row is of the complaint of a fact: a condition over fact and a row with complaint_key, account and source_id.</summary>
    public string IsFact(string row) => IsRowStore
        ? $"fact.source = '{Table.Source}' AND fact.source_id = {row}.source_id AND fact.account = {row}.account"
        : $"fact.complaint_key = {row}.complaint_key";
}
