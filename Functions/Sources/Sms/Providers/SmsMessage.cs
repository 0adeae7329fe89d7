using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The fields of one message of a page: decoded into one buffer that every message uses anew.</summary>
internal sealed class SmsMessage(SmsFormat format)
{
    private static readonly SmsField[] Fields = Enum.GetValues<SmsField>();

    // The oldest of the providers sent its first message in the 2000s. Before that it is a clock that was never set.
    private static readonly DateTime Earliest = new(2008, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Null for a field that the provider doesn't have.
    private readonly byte[]?[] _names = [.. Fields.Select(field => format.NameOf(field) is { } name ? Encoding.UTF8.GetBytes(name) : null)];
    private readonly (int Start, int Length, bool IsText)?[] _fields = new (int, int, bool)?[Fields.Length];
    private readonly List<int> _order = []; // the fields of the message before, in its order: most have the same
    private char[] _characters = new char[1024];
    private string _timeText = "";
    private DateTime? _time;

    /// <summary>The field's text, or number in its digits; empty where there is neither.</summary>
    public ReadOnlySpan<char> this[SmsField field]
        => _fields[(int)field] is { } value ? _characters.AsSpan(value.Start, value.Length).Trim() : [];

    /// <summary>When it was sent, or made; null when neither can be believed.</summary>
    public DateTime? SentAt => Time(SmsField.SentAt) is { } sent && IsBelievable(sent) ? sent
        : Time(SmsField.CreatedAt) is { } created && IsBelievable(created) ? created
        : null;

    public static bool IsBelievable(DateTime time) => time >= Earliest;

    /// <summary>Null for no time and for one that can't be read.</summary>
    public DateTime? Time(SmsField field)
    {
        var text = this[field];
        if (!text.SequenceEqual(_timeText)) // a message is made, sent and updated at the same second, mostly
        {
            _timeText = text.ToString();
            _time = format.TryReadTime(text, out var utc) ? utc : null;
        }

        return _time;
    }

    /// <summary>Whether the message has the field at all, be it null.</summary>
    public bool Has(SmsField field) => _fields[(int)field] is not null;

    /// <summary>Whether something stands there that is neither text nor number.</summary>
    public bool IsOfAnotherKind(SmsField field) => _fields[(int)field] is { IsText: false };

    /// <summary>Reads an item of the list of messages, whose JSON is known to be whole.</summary>
    /// <returns>Found, expected and rule when it can't be taken; null when it was.</returns>
    public (string Found, string Expected, string Rule)? Take(ReadOnlySpan<byte> json)
    {
        Array.Clear(_fields);
        if (!Utf8.IsValid(json))
        {
            return ("bytes that are not UTF-8 (shown as Latin-1)", "UTF-8", $"sms.{format.Name}.encoding");
        }

        if (json[0] != '{')
        {
            return ("no object", "a message as a JSON object", $"sms.{format.Name}.message");
        }

        try
        {
            return TakeFields(json) is { } twice ? ($"{Encoding.UTF8.GetString(twice)} twice", "each name once", $"sms.{format.Name}.names") : null;
        }
        catch (InvalidOperationException) // half a character, in a name or a text
        {
            Array.Clear(_fields);
            return ("an escape that is half a character", "valid Unicode", $"sms.{format.Name}.text");
        }
    }

    private byte[]? TakeFields(ReadOnlySpan<byte> json)
    {
        if (_characters.Length < json.Length)
        {
            _characters = new char[Math.Max(json.Length, _characters.Length * 2)]; // its texts have no more characters than it has bytes
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        var end = 0;
        for (var place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            var field = IndexOf(ref reader, place);
            reader.Read();
            if (field >= 0 && _fields[field] is not null)
            {
                return _names[field];
            }

            var length = field < 0 ? 0 : Copy(ref reader, _characters.AsSpan(end));
            if (field >= 0)
            {
                _fields[field] = (end, length, reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null);
            }

            end += length;
            reader.Skip();
        }

        return null;
    }

    private static int Copy(ref Utf8JsonReader reader, Span<char> to) => reader.TokenType switch
    {
        JsonTokenType.String => reader.CopyString(to),
        JsonTokenType.Number => Encoding.ASCII.GetChars(reader.ValueSpan, to),
        _ => 0,
    };

    private int IndexOf(ref Utf8JsonReader reader, int place)
    {
        if (place == _order.Count)
        {
            _order.Add(-1);
        }

        var before = _order[place];
        return before >= 0 && reader.ValueTextEquals(_names[before]) ? before : _order[place] = IndexOf(ref reader);
    }

    private int IndexOf(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i] is { } name && reader.ValueTextEquals(name))
            {
                return i;
            }
        }

        return -1;
    }
}
