using System.Collections.Frozen;
using System.Text;
using Beejan.Functions.Sources.CallLogs.Csv;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>The fields of the record the reader stands on, by meaning: decoded into one buffer that every record uses anew.</summary>
internal sealed class CallLogRecord(LayoutMatch match)
{
    private readonly (int Start, int Length)[] _fields = new (int, int)[LayoutMatch.FieldCount];
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing = match.Layout.Missing.GetAlternateLookup<ReadOnlySpan<char>>();
    private char[] _characters = new char[1024];

    /// <summary>The field without blanks around it; empty where there is no value.</summary>
    public ReadOnlySpan<char> this[CallLogField field]
    {
        get
        {
            var (start, length) = _fields[(int)field];
            var text = WithoutTextMark(_characters.AsSpan(start, length).Trim());
            return _missing.Contains(text) && !IsName(field, text) ? [] : text;
        }
    }

    /// <summary>Takes the reader's record; its bytes must be valid UTF-8.</summary>
    public void Take(CsvRecords records)
    {
        var most = records.Raw.Length; // a field never decodes to more characters than it has bytes
        if (_characters.Length < most)
        {
            _characters = new char[Math.Max(most, _characters.Length * 2)];
        }

        var end = 0;
        for (var field = 0; field < _fields.Length; field++)
        {
            var index = match.IndexOf((CallLogField)field);
            var length = index < 0 ? 0 : Encoding.UTF8.GetChars(records[index], _characters.AsSpan(end));
            _fields[field] = (end, length);
            end += length;
        }
    }

    /// <summary>Takes a record of JSON: of each field the first of its paths that holds something.</summary>
    /// <param name="values">Texts by their paths, in the form of <see cref="HeaderName.Normalize"/>.</param>
    public void Take(IReadOnlyDictionary<string, string> values)
    {
        var end = 0;
        for (var field = 0; field < _fields.Length; field++)
        {
            var paths = match.Layout.Columns.GetValueOrDefault((CallLogField)field) ?? [];
            var text = paths.Select(path => values.GetValueOrDefault(path, "")).FirstOrDefault(text => text.Length > 0) ?? "";
            if (_characters.Length < end + text.Length)
            {
                Array.Resize(ref _characters, Math.Max(end + text.Length, _characters.Length * 2));
            }

            text.CopyTo(_characters.AsSpan(end));
            _fields[field] = (end, text.Length);
            end += text.Length;
        }
    }

    // People are called Null, None and Na: in their column a mark that is written as names are is one.
    private static bool IsName(CallLogField field, ReadOnlySpan<char> text)
    {
        if (field is not (CallLogField.CustomerName or CallLogField.Agent) || text.Length < 2 || !char.IsUpper(text[0]))
        {
            return false;
        }

        foreach (var character in text[1..])
        {
            if (!char.IsLower(character))
            {
                return false;
            }
        }

        return true;
    }

    // Before a sign that begins a formula, spreadsheets and careful exporters write an apostrophe, which says that the
    // rest is a text. It is none of it.
    private static ReadOnlySpan<char> WithoutTextMark(ReadOnlySpan<char> text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
}
