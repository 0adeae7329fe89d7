namespace Beejan.LocalServers.Twilio;

/// <summary>An account of the double: who may read it, and its messages, newest first. May be changed while it is read.</summary>
public sealed class DoubleAccount(string sid, string secret, string? apiKeySid)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DoubleMessage> _messages = [];
    private readonly Dictionary<string, DateTimeOffset> _everKnown = [];

    public string Sid => sid;

    public IReadOnlyList<DoubleMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages.Values.OrderByDescending(message => message.At).ThenByDescending(message => message.Sid, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Adds a message, or changes the one of its sid.</summary>
    public void Put(DoubleMessage message)
    {
        lock (_gate)
        {
            _messages[message.Sid] = message;
            _everKnown[message.Sid] = message.At;
        }
    }

    public void Delete(string messageSid)
    {
        lock (_gate)
        {
            _messages.Remove(messageSid);
        }
    }

    internal bool Admits(string user, string password) => (user == sid || user == apiKeySid) && password == secret;

    /// <summary>The messages older than one that was listed once, be it deleted since; null when it never was.</summary>
    internal IEnumerable<DoubleMessage>? After(string messageSid, IEnumerable<DoubleMessage> messages)
    {
        lock (_gate)
        {
            return _everKnown.TryGetValue(messageSid, out var at)
                ? messages.Where(message => message.At < at || (message.At == at && string.CompareOrdinal(message.Sid, messageSid) < 0))
                : null;
        }
    }
}
