namespace Beejan.Functions.Operations.Status.Page;

/// <summary>A table that becomes a list of cards where the screen is narrow: each cell then says its column itself.</summary>
/// <param name="Caption">What it shows, for those who hear it.</param>
/// <param name="Columns">Headings; one that ends with <c>#</c> stands over figures.</param>
internal sealed record Table(string Caption, params IReadOnlyList<string> Columns)
{
    // Roles, because a table that is laid out as blocks is none to a screen reader.
    public Html Of<T>(IEnumerable<T> rows, Func<T, Html[]> cells) => Html.Of(
        $"""
        <table role="table"><caption>{Caption}</caption>
        <thead role="rowgroup"><tr role="row">{Html.All(Columns, Heading)}</tr></thead>
        <tbody role="rowgroup">{Html.All(rows, row => Row(cells(row)))}</tbody>
        </table>
        """);

    private static Html Heading(string column) => Html.Of($"""<th role="columnheader" scope="col" class="{Kind(column)}">{Name(column)}</th>""");

    private Html Row(Html[] cells) => Html.Of(
        $"""

        <tr role="row"><th role="rowheader" scope="row">{cells[0]}</th>{Html.All(cells.Zip(Columns).Skip(1), cell => Html.Of($"""<td role="cell" class="{Kind(cell.Second)}" data-label="{Name(cell.Second)}"><div>{cell.First}</div></td>"""))}</tr>
        """);

    private static string Kind(string column) => column.EndsWith('#') ? "figure" : "text";

    private static string Name(string column) => column.TrimEnd('#');
}
