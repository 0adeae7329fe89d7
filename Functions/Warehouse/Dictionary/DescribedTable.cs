namespace Beejan.Functions.Warehouse.Dictionary;

/// <summary>A table or a view, its comment, and its columns in their order.</summary>
internal sealed record DescribedTable(string Schema, string Name, bool IsView, string Meaning, IReadOnlyList<DescribedColumn> Columns)
{
    public string FullName => $"{Schema}.{Name}";
}
