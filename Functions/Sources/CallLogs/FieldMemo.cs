using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>What a rule makes of one field, remembered by the field's bytes.</summary>
/// <param name="field">The field.</param>
/// <param name="read">The rule: of a field's text, and of nothing else.</param>
internal sealed class FieldMemo<T>(CallLogField field, Func<ReadOnlySpan<char>, T> read)
{
    private readonly Memo<T> _known = new();
    private readonly T _ofNothing = read([]);

    public T Read(CallLogRecord record)
    {
        var bytes = record.Bytes(field);
        if (bytes.IsEmpty)
        {
            return _ofNothing;
        }

        return _known.TryGet(bytes, out var value) ? value! : _known.Add(bytes, read(record[field]));
    }
}
