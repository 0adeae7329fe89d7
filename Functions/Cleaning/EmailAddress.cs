using System.Net.Mail;

namespace Beejan.Functions.Cleaning;

/// <summary>An e-mail address that could be delivered to, in lower case.</summary>
internal readonly record struct EmailAddress
{
    private const int LongestAddress = 254; // RFC 5321, 4.5.3.1.3
    private const int LongestLabel = 31; // half of what a domain may have between dots, so that hyphens need no count

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
        if (IsPlain(lower))
        {
            address = new EmailAddress(lower);
            return true;
        }

        if (!MailAddress.TryCreate(lower, out var parsed) || parsed.Address != lower || !IsDomain(parsed.Host))
        {
            return false;
        }

        address = new EmailAddress(lower);
        return true;
    }

    public override string ToString() => Address;

    // What nearly all addresses are, and no rule of any standard objects to: letters and digits, with dots, hyphens and
    // underscores between them, at a domain of such words the last of which is of letters.
    private static bool IsPlain(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf('@');
        var end = address.LastIndexOf('.');
        return at is > 0 and <= 64 && end > at && end < address.Length - 1 && !address[(end + 1)..].ContainsAnyExceptInRange('a', 'z')
            && AreWords(address[..at], ".-_", int.MaxValue) && AreWords(address[(at + 1)..end], ".-", LongestLabel);
    }

    private static bool AreWords(ReadOnlySpan<char> text, ReadOnlySpan<char> between, int longest)
    {
        var length = 0;
        foreach (var character in text)
        {
            length = char.IsAsciiLetterOrDigit(character) ? length + 1 : between.Contains(character) && length > 0 ? 0 : -1;
            if (length < 0 || length > longest)
            {
                return false;
            }
        }

        return length > 0;
    }

    private static bool IsDomain(string host)
        => host.Contains('.', StringComparison.Ordinal)
            && !host.StartsWith('.') && !host.EndsWith('.') && !host.Contains("..", StringComparison.Ordinal)
            && Uri.CheckHostName(host) == UriHostNameType.Dns;
}
