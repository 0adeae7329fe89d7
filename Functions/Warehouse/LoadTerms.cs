namespace Beejan.Functions.Warehouse;

/// <summary>
/// What the statements of a load say differently, as suits the engine. A row store looks rows up by an index, and reads a table
/// whole to find a few of its rows; a column store joins by hashes, and searches columns as fast as they could be marked.
/// </summary>
/// <param name="Table">Table of the source.</param>
/// <param name="Columns">All columns of that table.</param>
/// <param name="IsRowStore">Which of the two the engine is. Staging marks the rows for a row store.</param>
internal sealed record LoadTerms(SourceTable Table, IReadOnlyList<string> Columns, bool IsRowStore)
{
    /// <summary>Whether a row may be of a complaint that stands in the file several times: a condition over staged.</summary>
    public string MayBeSeveral => IsRowStore
        ? $"staged.{Staged.IsSeveral}"
        : "staged.complaint_key IN (SELECT complaint_key FROM staged GROUP BY complaint_key HAVING count(*) > 1)";

    /// <summary>Whether it was found to be one of those: the same, once the table several_version is made.</summary>
    public string IsSeveral => IsRowStore
        ? $"staged.{Staged.IsSeveral}"
        : "staged.complaint_key IN (SELECT complaint_key FROM several_version)";

    /// <summary>Where the members of dimensions that a file may speak of first stand.</summary>
    public string KindOfIntroducing => IsRowStore ? "TABLE" : "VIEW";

    /// <summary>Which staged rows those are. A complaint that says what it said before speaks of nobody new.</summary>
    public string Introduces => IsRowStore
        ? $"{Staged.Introduces} AND NOT EXISTS (SELECT 1 FROM deciding WHERE deciding.complaint_key = staged.complaint_key AND NOT deciding.differs)"
        : "true";

    /// <summary>What the load knows about itself, beside each of many rows: a row store finds it once, a column store repeats it for nothing.</summary>
    public string ThisLoad(string column) => IsRowStore ? WorkingTables.ThisLoad(column) : $"this_load.{column}";

    /// <summary>What that is taken from, behind the table of the rows.</summary>
    public string FromThisLoad => IsRowStore ? "" : "CROSS JOIN this_load";

    /// <summary>Whether a row is of the complaint of a fact: a condition over fact and a row with complaint_key, account and source_id.</summary>
    public string IsFact(string row) => IsRowStore
        ? $"fact.source = '{Table.Source}' AND fact.source_id = {row}.source_id AND fact.account = {row}.account"
        : $"fact.complaint_key = {row}.complaint_key";
}
