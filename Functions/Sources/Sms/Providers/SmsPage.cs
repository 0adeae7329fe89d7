using System.Text.Json;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>One answer of a provider, as it came: where its messages stand, and what it says beside them.</summary>
internal sealed class SmsPage
{
    /// <summary>More than a thousand of the longest messages with every character escaped.</summary>
    public const int LargestBody = 32 * 1024 * 1024;

    private readonly SmsFormat _format;
    private readonly Dictionary<string, object?> _values = [];
    private readonly List<Range> _messages = [];
    private readonly Lazy<List<DateTime?>> _sentAt;
    private int _listStart;
    private bool _isListComplete;

    private SmsPage(SmsFormat format, byte[] bytes)
    {
        _format = format;
        Bytes = bytes;
        _sentAt = new(() => Read(message => message.SentAt));
    }

    public byte[] Bytes { get; }

    /// <summary>Where in <see cref="Bytes"/> the messages stand.</summary>
    public IReadOnlyList<Range> Messages => _messages;

    /// <summary>Where the bytes stand that are no whole message any more; null when all are, or when only what follows the list is missing.</summary>
    public Range? Torn { get; private set; }

    /// <summary>Whether the answer breaks off: never, unless the format keeps what is whole of such an answer.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>The oldest time of its messages that can be believed.</summary>
    public DateTime? Oldest => _sentAt.Value.Min();

    /// <exception cref="BrokenPageException">The bytes are no page of this format.</exception>
    public static SmsPage Read(SmsFormat format, byte[] bytes)
    {
        var page = new SmsPage(format, bytes);
        try
        {
            page.Scan();
        }
        catch (JsonException) when (format.KeepsWhatIsWhole && page.HasList)
        {
            page.IsTorn = true;
            page.Torn = page._isListComplete ? null : page.EndOfMessages..;
        }
        catch (JsonException e)
        {
            throw page.Broken(bytes.Length == 0 ? "nothing" : $"{(IsMarkup(bytes) ? "XML or HTML, and no JSON," : "no JSON, or JSON that breaks off,")} at byte {e.BytePositionInLine} of line {e.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            throw page.Broken("an escape that is half a character");
        }

        return page;
    }

    public bool Has(string path) => _values.ContainsKey(path);

    public bool HasList => Has(_format.Shape.List);

    public string? Text(string path) => (string?)_values.GetValueOrDefault(path);

    public long? Number(string path) => (long?)_values.GetValueOrDefault(path);

    /// <summary>The newest message sent at <paramref name="now"/> or before; null when there is none.</summary>
    public DateTime? Newest(DateTime now) => _sentAt.Value.Where(sentAt => sentAt <= now).Max();

    /// <summary>Whether all that it holds was sent before. An empty page, or a message without a time, proves nothing.</summary>
    public bool IsWhollyBefore(DateTime floor) => _sentAt.Value.Count > 0 && _sentAt.Value.TrueForAll(sentAt => sentAt < floor);

    /// <summary>Takes something of every message; the default of what can't be read.</summary>
    public List<T?> Read<T>(Func<SmsMessage, T> take)
    {
        var message = new SmsMessage(_format);
        return [.. _messages.Select(range => message.Take(Bytes.AsSpan(range)) is null ? take(message) : default)];
    }

    public BrokenPageException Broken(string found) => new(found, _format.Shape.Expected);

    private int EndOfMessages => _messages.Count == 0 ? _listStart : _messages[^1].End.Value;

    private static bool IsMarkup(byte[] bytes) => bytes.AsSpan().TrimStart(" \t\r\n\uFEFF"u8).StartsWith((byte)'<');

    private void Scan()
    {
        var reader = new Utf8JsonReader(Bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Broken("JSON that is no object");
        }

        ScanObject(ref reader, "");
        reader.Read(); // throws when anything follows
        if (_format.FindMissing(this) is { } missing)
        {
            throw Broken(missing);
        }
    }

    private void ScanObject(ref Utf8JsonReader reader, string prefix)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var path = prefix + reader.GetString();
            reader.Read();
            if (_values.ContainsKey(path))
            {
                throw Broken($"{path} twice");
            }

            if (path == _format.Shape.List)
            {
                ScanMessages(ref reader, path);
            }
            else if (_format.Shape.Texts.Contains(path))
            {
                _values[path] = reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw Broken($"{path} that is neither a text nor null");
            }
            else if (_format.Shape.Numbers.Contains(path))
            {
                _values[path] = reader.TokenType == JsonTokenType.Null ? null : reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : throw Broken($"{path} that is no number");
            }
            else if (reader.TokenType == JsonTokenType.StartObject && _format.Shape.GoesBelow(path))
            {
                ScanObject(ref reader, path + ".");
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ScanMessages(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Broken($"{path} that is no array");
        }

        _values[path] = null;
        _listStart = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _messages.Add(start..(int)reader.BytesConsumed);
        }

        _isListComplete = true;
    }
}
