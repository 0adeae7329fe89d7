namespace Beejan.Functions.Warehouse;

/// <summary>What the table staged holds of each row of a clean file, behind the columns that it has from there.</summary>
internal static class Staged
{
    /// <summary>The key of the row's complaint, which hardly two rows of a file have in common.</summary>
    public static RowKey Complaint { get; } = new("complaint_key", Reduction.Complaint);

    /// <summary>Those of the members of dimensions that it speaks of.</summary>
    public static IReadOnlyList<RowKey> Members { get; } = [.. Dimension.All.Select(dimension => new RowKey(dimension.Key, dimension.Identity))];

    public static IReadOnlyList<RowKey> Keys { get; } = [Complaint, .. Members];

    /// <summary>The key of its day, a whole number.</summary>
    public const string DateKey = "date_key";

    /// <summary>Whether another row may be of the same complaint. A mark too many costs time; one too few makes the load fail.</summary>
    public const string IsSeveral = "is_several";

    /// <summary>Whether no row before it may speak of all the members that it speaks of, and of its year.</summary>
    public const string Introduces = "introduces";

    public static IReadOnlyList<string> Names { get; } = [.. Keys.Select(key => key.Name), DateKey, IsSeveral, Introduces];
}
