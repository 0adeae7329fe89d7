using System.Net.Mail;

namespace Beejan.Functions.Cleaning;

/// <summary>An e-mail address that could be delivered to, in lower case.</summary>
internal readonly record struct EmailAddress
{
    private const int LongestAddress = 254; // RFC 5321, 4.5.3.1.3

    private EmailAddress(string address) => Address = address;

    public string Address { get; }

    /// <returns>False for anything that isn't one plain address: it is never repaired into somebody else's.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out EmailAddress address)
    {
        address = default;
        text = text.Trim();
        if (text.IsEmpty || text.Length > LongestAddress || text.ContainsAny(' ', '\t'))
        {
            return false;
        }

        var lower = text.ToString().ToLowerInvariant();
        if (!MailAddress.TryCreate(lower, out var parsed) || parsed.Address != lower || !IsDomain(parsed.Host))
        {
            return false;
        }

        address = new EmailAddress(lower);
        return true;
    }

    public override string ToString() => Address;

    private static bool IsDomain(string host)
        => host.Contains('.', StringComparison.Ordinal)
            && !host.StartsWith('.') && !host.EndsWith('.') && !host.Contains("..", StringComparison.Ordinal)
            && Uri.CheckHostName(host) == UriHostNameType.Dns;
}
