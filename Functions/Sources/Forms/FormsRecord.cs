using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Forms;

/// <summary>The row of an extract that the reader stands on, by meaning.</summary>
internal sealed class FormsRecord
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<StoredColumn> _columns;
    private readonly StoredColumn?[] _fields;

    /// <exception cref="InvalidDataException">The file is Parquet, and no extract of a table of web forms.</exception>
    public FormsRecord(ParquetFileReader file)
    {
        _columns = file.Columns;
        var names = _columns.Select(column => column.Name).ToList();
        _fields = [.. Enum.GetValues<FormsField>().Select(field => FormsContract.IndexOf(field, names) is var index and >= 0 ? _columns[index] : null)];
        if (!file.Metadata.TryGetValue(FormsRaw.Table, out var table) || !file.Metadata.TryGetValue(FormsRaw.TimeZone, out var timeZone) || !LocalTime.IsZone(timeZone) || _fields[(int)FormsField.Id] is null)
        {
            throw new InvalidDataException("Parquet without table, time_zone or a column id");
        }

        (Table, TimeZone) = (table, timeZone);
    }

    /// <summary>The table it was extracted from.</summary>
    public string Table { get; }

    /// <summary>The zone of its times that carry none.</summary>
    public string TimeZone { get; }

    /// <summary>The field as a text; empty where there is no value, or no column.</summary>
    public ReadOnlySpan<char> this[FormsField field] => _fields[(int)field] is { } column ? column.Text : [];

    public void MoveNext()
    {
        foreach (var column in _columns)
        {
            column.MoveNext();
        }
    }

    /// <summary>The whole row, as JSON.</summary>
    public string Show()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            foreach (var column in _columns)
            {
                json.WritePropertyName(column.Name);
                if (column.IsNull)
                {
                    json.WriteNullValue();
                }
                else
                {
                    json.WriteStringValue(column.Text);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
