using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs.Csv;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>What was decided of a file as a whole and what was found in it, for its manifest.</summary>
internal sealed class CallLogReading
{
    private readonly List<string> _doubts = [];
    private long _footers;
    private long _recordsAtFooter;

    /// <summary>Records that are, or should be, a complaint.</summary>
    public long Records { get; set; }

    public long BlankRows { get; set; }

    /// <summary>Headers below the first.</summary>
    public long FurtherHeaders { get; set; }

    /// <summary>Rows that say something in a last column without a name, which nobody reads.</summary>
    public long RowsWithNameless { get; set; }

    /// <param name="line">Where it stands.</param>
    /// <param name="records">How many records it says there are above it; empty when it doesn't say.</param>
    public void AddFooter(long line, string records)
    {
        _footers++;
        if (!long.TryParse(records, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var said))
        {
            return;
        }

        if (said != Records - _recordsAtFooter)
        {
            _doubts.Add($"the footer on line {line} says {said} records, and {Records - _recordsAtFooter} are there");
        }

        _recordsAtFooter = Records; // another export may follow
    }

    public void Describe(CsvFile file, FileHeader header, IDictionary<string, string> reading)
    {
        if (RowsWithNameless > 0)
        {
            _doubts.Add($"{RowsWithNameless} rows say something in a column without a name");
        }

        reading["encoding"] = file.EncodingInWords;
        reading["separator"] = header.Separator == '\t' ? "tab" : header.Separator.ToString();
        reading["layout"] = header.Match.Layout.Name;
        reading["headerLine"] = Text(header.Line);
        Note("preambleRecords", header.Number - 1);
        Note("furtherHeaders", FurtherHeaders);
        Note("footers", _footers);
        Note("blankRows", BlankRows);
        NoteAll("namelessColumns", header.Match.Nameless);
        NoteAll("repeatedColumns", header.Match.Repeated);
        NoteAll("unreadColumns", header.Match.Unread);
        NoteAll(FileReading.Doubts, _doubts);

        void Note(string name, long count)
        {
            if (count > 0)
            {
                reading[name] = Text(count);
            }
        }

        void NoteAll(string name, IEnumerable<string> values)
        {
            if (string.Join("; ", values) is { Length: > 0 } text)
            {
                reading[name] = text;
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
