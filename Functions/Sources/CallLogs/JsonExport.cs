using System.Runtime.InteropServices;
using System.Text.Json;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>An export as JSON: one object, several behind one another (as streams of records are stored), or an array of them.</summary>
internal sealed class JsonExport(IReadOnlyList<CallLogLayout> layouts, string defaultRegion, CleanBatch<CallLogColumns> batch)
{
    private CallLogRecord? _record;
    private CallLogRowWriter? _values;
    private CallLogLayout? _layout;

    /// <summary>Whether the first character that isn't blank begins an object, or an array with none or one in it; leaves the stream at its start.</summary>
    public static async Task<bool> IsJsonAsync(Stream bytes, CancellationToken cancellationToken)
    {
        var start = await FirstAsync(bytes, 2, cancellationToken);
        return start is ['{', ..] or ['[', '{'] or ['[', ']'];
    }

    /// <exception cref="BadFileException">It is no JSON to its end, or its first record is of no known layout.</exception>
    public async Task ReadAsync(Stream bytes, CancellationToken cancellationToken)
    {
        var isArray = (await FirstAsync(bytes, 1, cancellationToken))[0] == '[';
        try
        {
            await foreach (var record in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(bytes, topLevelValues: !isArray, cancellationToken: cancellationToken))
            {
                batch.Received++;
                Write(record);
                await batch.FlushIfFullAsync(cancellationToken);
            }
        }
        catch (JsonException e)
        {
            throw new BadFileException("file", $"JSON that breaks off in line {e.LineNumber + 1}", "objects, or an array of them, to the end", "calllogs.json") { Records = batch.Received + 1 };
        }
    }

    private static async Task<List<char>> FirstAsync(Stream bytes, int characters, CancellationToken cancellationToken)
    {
        var start = new byte[1024];
        var length = await bytes.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        bytes.Position = 0;
        var text = start.AsSpan(0, length).TrimStart("\ufeff"u8).ToArray();
        return [.. text.Where(value => !" \t\r\n"u8.Contains(value)).Take(characters).Select(value => (char)value)];
    }

    private void Write(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            Reject("record", $"JSON {record.ValueKind}", "an object", "calllogs.record", record);
            return;
        }

        var values = new Dictionary<string, string>();
        try
        {
            Flatten(record, "", values);
        }
        catch (InvalidOperationException) // bytes that are no UTF-8, or half a character
        {
            Reject("record", "a text that is no Unicode", "UTF-8", "calllogs.encoding", record);
            return;
        }

        if (_record is null)
        {
            Begin(values);
        }

        _record!.Take(values);
        var id = _record[CallLogField.Id];
        if (_layout!.Id.IsMatch(id) && SourceKey.IsValid(id))
        {
            _values!.Write(_record, batch.Received);
        }
        else
        {
            Reject(_layout.Columns[CallLogField.Id][0], id.IsEmpty ? "nothing" : id.ToString(), _layout.IdInWords, "calllogs.id", record);
        }
    }

    // The first record says whose all of them are.
    private void Begin(Dictionary<string, string> values)
    {
        string[] names = [.. values.Keys];
        var match = LayoutMatch.Find(layouts, names) ?? throw LayoutMatch.Nearest(layouts, names).Refuse(layouts, ',', batch.Received);
        _layout = match.Layout;
        _record = new CallLogRecord(match);
        _values = new CallLogRowWriter(_layout, batch.Raw.Account == RawName.NoAccount ? _layout.Name : batch.Raw.Account, defaultRegion, batch);
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string> values)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Flatten(property.Value, $"{path} {property.Name}", values);
            }
        }
        else if (element.ValueKind != JsonValueKind.Array) // what is many is no field
        {
            values[HeaderName.Normalize(path)] = element.ValueKind == JsonValueKind.Null ? "" : element.ToString();
        }
    }

    private void Reject(string field, string found, string expected, string rule, JsonElement record)
        => batch.Reject(new Reject(batch.Received, 1, field, found, expected, rule, TextRepair.Show(JsonMarshal.GetRawUtf8Value(record))));
}
