using System.Globalization;
using Beejan.Functions.Operations.Status;
using Spectre.Console;

namespace Beejan.Demo;

/// <summary>One source's account: what came in, and what became of it.</summary>
internal static class SourceFigures
{
    public static Table Of(SourceStatus before, SourceStatus after)
    {
        var table = new Table().Title($"[bold]{after.Source}[/]").Border(TableBorder.Rounded);
        table.AddColumn("").AddColumn(new TableColumn("this run").RightAligned()).AddColumn(new TableColumn("in all").RightAligned());
        Add(Minus(after.Records, before.Records), after.Records);
        table.AddEmptyRow();
        Add(Minus(after.Rows, before.Rows), after.Rows);
        return table;

        // The names of the figures are those of the records: there is no second list to keep in step.
        void Add<T>(T run, T all)
        {
            foreach (var figure in typeof(T).GetProperties().Where(property => property.PropertyType == typeof(long)))
            {
                table.AddRow(figure.Name.ToLowerInvariant(), Text(figure.GetValue(run)), Text(figure.GetValue(all)));
            }
        }

        static string Text(object? figure) => string.Create(CultureInfo.InvariantCulture, $"{figure:N0}");
    }

    public static RecordCounts Minus(RecordCounts a, RecordCounts b)
        => new(a.Received - b.Received, a.Cleaned - b.Cleaned, a.Duplicates - b.Duplicates, a.Rejected - b.Rejected, a.Ignored - b.Ignored);

    public static RowCounts Minus(RowCounts a, RowCounts b)
        => new(a.Inserted - b.Inserted, a.Updated - b.Updated, a.Unchanged - b.Unchanged, a.Older - b.Older);
}
