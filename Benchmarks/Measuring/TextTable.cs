using System.Globalization;
using System.Text;

namespace Beejan.Benchmarks.Measuring;

/// <summary>A table in Markdown, aligned, so that it can be read where it is printed and pasted where it is kept.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row: texts to the left, numbers to the right, null where nothing was measured.</summary>
    public void Add(params object?[] cells) => _rows.Add([.. cells.Select(Text)]);

    public override string ToString()
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Length).Max()).ToArray();
        var text = new StringBuilder();
        AppendRow(text, columns, widths);
        AppendRow(text, [.. widths.Select((width, i) => i == 0 ? new string('-', width) : new string('-', width - 1) + ":")], widths);
        foreach (var row in _rows)
        {
            AppendRow(text, row, widths);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
        text.Append("| ").AppendJoin(" | ", padded).Append(" |\n");
    }

    private static string Text(object? cell) => cell switch
    {
        null => "–",
        double number => number.ToString(Math.Abs(number) < 10 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture),
        long number => number.ToString("#,0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
