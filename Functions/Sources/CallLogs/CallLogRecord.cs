using System.Collections.Frozen;
using System.Text;
using Beejan.Functions.Sources.CallLogs.Csv;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>The fields of the record the reader stands on, by meaning: their bytes in one buffer that every record uses anew, decoded where somebody asks.</summary>
internal sealed class CallLogRecord(LayoutMatch match)
{
    private readonly (int Start, int Length)[] _fields = new (int, int)[LayoutMatch.FieldCount];
    private readonly (bool IsDecoded, int Length)[] _texts = new (bool, int)[LayoutMatch.FieldCount];
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing = match.Layout.Missing.GetAlternateLookup<ReadOnlySpan<char>>();
    private byte[] _bytes = new byte[1024];
    private char[] _characters = new char[1024]; // a field's stand where its bytes stand: it has no more of them

    /// <summary>The field without blanks around it; empty where there is no value.</summary>
    public ReadOnlySpan<char> this[CallLogField field]
    {
        get
        {
            var (start, length) = _fields[(int)field];
            ref var text = ref _texts[(int)field];
            if (!text.IsDecoded)
            {
                text = (true, Encoding.UTF8.GetChars(_bytes.AsSpan(start, length), _characters.AsSpan(start)));
            }

            var value = WithoutTextMark(_characters.AsSpan(start, text.Length).Trim());
            return _missing.Contains(value) && !IsName(field, value) ? [] : value;
        }
    }

    /// <summary>The field as it came, in UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(CallLogField field) => _bytes.AsSpan(_fields[(int)field].Start, _fields[(int)field].Length);

    /// <summary>Takes the reader's record; its bytes must be valid UTF-8.</summary>
    public void Take(CsvRecords records)
    {
        var end = Begin(records.Raw.Length);
        for (var field = 0; field < _fields.Length; field++)
        {
            var index = match.IndexOf((CallLogField)field);
            var value = index < 0 ? [] : records[index];
            value.CopyTo(_bytes.AsSpan(end));
            _fields[field] = (end, value.Length);
            end += value.Length;
        }
    }

    /// <summary>Takes a record of JSON: of each field the first of its paths that holds something.</summary>
    /// <param name="values">Texts by their paths, in the form of <see cref="HeaderName.Normalize"/>.</param>
    public void Take(IReadOnlyDictionary<string, string> values)
    {
        var texts = match.Layout.Columns.Select(column => (Field: (int)column.Key, Text: column.Value.Select(path => values.GetValueOrDefault(path, "")).FirstOrDefault(text => text.Length > 0) ?? "")).ToList();
        var end = Begin(texts.Sum(text => Encoding.UTF8.GetMaxByteCount(text.Text.Length)));
        Array.Clear(_fields);
        foreach (var (field, text) in texts)
        {
            var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(end));
            _fields[field] = (end, length);
            end += length;
        }
    }

    private int Begin(int mostBytes)
    {
        Array.Clear(_texts);
        if (_bytes.Length < mostBytes)
        {
            _bytes = new byte[Math.Max(mostBytes, _bytes.Length * 2)];
            _characters = new char[_bytes.Length];
        }

        return 0;
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
