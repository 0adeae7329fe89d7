namespace Beejan.Functions.Warehouse.Dictionary;

/// <summary>The fact and its dimensions as a Mermaid diagram: a column <c>x_key</c> of the fact points to <c>dim_x</c>.</summary>
internal static class StarPicture
{
    private const string Fact = "fact_complaint";
    private const string KeyEnd = "_key";

    // Which version and which load a fact stands at is for whoever traces it; the dictionary has it.
    private static readonly string[] LeftOut = ["source", .. SourceTable.KeyColumns, "topic_rules", "load_id", "loaded_at"];

    public static IEnumerable<string> Draw(IReadOnlyList<DescribedTable> tables)
    {
        var fact = tables.Single(table => table.FullName == $"mart.{Fact}");
        var dimensions = fact.Columns.Select(column => (column.Name, Table: DimensionOf(column))).Where(key => key.Table is not null).ToList();
        yield return "erDiagram";
        foreach (var (index, (key, dimension)) in dimensions.Index())
        {
            // What stands on the left is drawn above: half of them each way put the fact in the middle.
            yield return index % 2 == 0 ? $"    {dimension!.Name} ||--o{{ {Fact} : {key}" : $"    {Fact} }}o--|| {dimension!.Name} : {key}";
        }

        var drawn = fact with { Columns = [.. fact.Columns.Where(column => !LeftOut.Contains(column.Name)).OrderByDescending(IsKey)] };
        foreach (var line in dimensions.Select(dimension => dimension.Table!).Prepend(drawn).SelectMany(Box))
        {
            yield return line;
        }

        DescribedTable? DimensionOf(DescribedColumn column) =>
            IsKey(column) ? tables.SingleOrDefault(table => table.FullName == $"mart.dim_{column.Name[..^KeyEnd.Length]}") : null;
    }

    private static IEnumerable<string> Box(DescribedTable table) =>
    [
        $"    {table.Name} {{",
        .. table.Columns.Select((column, index) => $"        {column.Type.Replace(' ', '_')} {column.Name}{Mark(column, index)}"),
        "    }",
    ];

    private static string Mark(DescribedColumn column, int index) => index == 0 ? " PK" : IsKey(column) ? " FK" : "";

    private static bool IsKey(DescribedColumn column) => column.Name.EndsWith(KeyEnd, StringComparison.Ordinal);
}
