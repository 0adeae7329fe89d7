using System.Text.Json;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>One page of the Messages list, as it came.</summary>
internal sealed class TwilioPage
{
    /// <summary>More than a thousand of the longest messages with every character escaped.</summary>
    public const int LargestBody = 32 * 1024 * 1024;

    private readonly List<Range> _messages = [];
    private readonly Lazy<List<DateTime?>> _sentAt;

    private TwilioPage(byte[] bytes)
    {
        Bytes = bytes;
        _sentAt = new(ReadTimes);
    }

    public byte[] Bytes { get; }

    /// <summary>Where in <see cref="Bytes"/> the items of <c>messages</c> stand.</summary>
    public IReadOnlyList<Range> Messages => _messages;

    /// <summary>The link to the next page, as given; null on the last one.</summary>
    public string? Next { get; private set; }

    /// <exception cref="BrokenPageException">The bytes are no page.</exception>
    public static TwilioPage Read(byte[] bytes)
    {
        var page = new TwilioPage(bytes);
        try
        {
            page.Scan();
            return page;
        }
        catch (JsonException e)
        {
            throw new BrokenPageException(bytes.Length == 0 ? "nothing" : $"no JSON, or JSON that breaks off, at byte {e.BytePositionInLine} of line {e.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new BrokenPageException("an escape that is half a character");
        }
    }

    /// <summary>The newest message sent at <paramref name="now"/> or before; null when there is none.</summary>
    public DateTime? Newest(DateTime now) => _sentAt.Value.Where(sentAt => sentAt <= now).Max();

    /// <summary>Whether all that it holds was sent before. An empty page, or a message without a time, proves nothing.</summary>
    public bool IsWhollyBefore(DateTime floor) => _sentAt.Value.Count > 0 && _sentAt.Value.TrueForAll(sentAt => sentAt < floor);

    private void Scan()
    {
        var reader = new Utf8JsonReader(Bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new BrokenPageException("JSON that is no object");
        }

        var (hasMessages, hasNext) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!hasMessages && reader.ValueTextEquals("messages"u8))
            {
                hasMessages = true;
                ScanMessages(ref reader);
            }
            else if (!hasNext && reader.ValueTextEquals("next_page_uri"u8))
            {
                hasNext = true;
                reader.Read();
                Next = reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new BrokenPageException("a next_page_uri that is neither a text nor null");
            }
            else if (reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("next_page_uri"u8))
            {
                throw new BrokenPageException("messages or next_page_uri twice");
            }

            reader.Skip();
        }

        reader.Read(); // throws when anything follows
        if (!hasMessages || !hasNext)
        {
            throw new BrokenPageException($"a JSON object without {(hasMessages ? "next_page_uri" : "messages")}");
        }
    }

    private void ScanMessages(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new BrokenPageException("messages that are no array");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _messages.Add(start..(int)reader.BytesConsumed);
        }
    }

    private List<DateTime?> ReadTimes()
    {
        var message = new TwilioMessage();
        return [.. _messages.Select(range => message.Take(Bytes.AsSpan(range)) is null ? message.SentAt : null)];
    }
}
