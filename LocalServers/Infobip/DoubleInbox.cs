using System.Globalization;
using System.Text.Json.Nodes;

namespace Beejan.LocalServers.Infobip;

/// <summary>The inbox of an account of the double, oldest first. May be added to while it is emptied.</summary>
public sealed class DoubleInbox
{
    private static readonly TimeSpan ShelfLife = TimeSpan.FromHours(48);

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, JsonObject Message)> _waiting = [];
    private readonly List<IReadOnlyList<string>> _handedOut = [];

    /// <summary>The ids that each answer held, whether or not it arrived.</summary>
    public IReadOnlyList<IReadOnlyList<string>> HandedOut
    {
        get
        {
            lock (_gate)
            {
                return [.. _handedOut];
            }
        }
    }

    /// <summary>Takes a message as it stands, broken fields and all.</summary>
    /// <param name="at">From when on it is kept.</param>
    /// <param name="message">The message.</param>
    public void Put(DateTimeOffset at, JsonObject message)
    {
        lock (_gate)
        {
            _waiting.Enqueue((at, message));
        }
    }

    /// <summary>A text that comes in, with every field Infobip has.</summary>
    public void Receive(string id, DateTimeOffset at, string text, string from = "2348031234567") => Put(at, new JsonObject
    {
        ["messageId"] = id,
        ["from"] = from,
        ["to"] = "2347001234567",
        ["text"] = text,
        ["cleanText"] = text,
        ["keyword"] = "",
        ["receivedAt"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000", CultureInfo.InvariantCulture),
        ["smsCount"] = 1,
        ["price"] = new JsonObject { ["pricePerMessage"] = 0, ["currency"] = "EUR" },
        ["callbackData"] = null,
    });

    internal (IReadOnlyList<JsonNode> Messages, int Pending) HandOut(int count, DateTimeOffset now)
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var oldest) && now - oldest.At > ShelfLife)
            {
                _waiting.Dequeue();
            }

            var messages = new List<JsonNode>();
            while (messages.Count < count && _waiting.TryDequeue(out var next))
            {
                messages.Add(next.Message);
            }

            _handedOut.Add([.. messages.Select(message => message["messageId"]?.ToString() ?? "")]);
            return (messages, _waiting.Count);
        }
    }
}
