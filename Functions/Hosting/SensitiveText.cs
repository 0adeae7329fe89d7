using System.Text.RegularExpressions;

namespace Beejan.Functions.Hosting;

/// <summary>Takes out of a text what telemetry must not hold: keys and secrets by the names before them, addresses and numbers by their shapes.</summary>
internal static partial class SensitiveText
{
    private const string Masked = "***";

    public static string Mask(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        text = Secret().Replace(text, match => match.Groups["name"].Value + Masked);
        text = EmailAddress().Replace(text, Masked);
        return PhoneNumber().Replace(text, Masked);
    }

    /// <summary>An address, or a name that holds one, up to its query; what is before it is masked too.</summary>
    public static string WithoutQuery(string? address)
    {
        var query = address?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        return Mask(query < 0 ? address : address![..query]);
    }

    // $KEY is a word of our own commands, and no key.
    // As in ?code=…, &sig=…, x-functions-key: …, AccountKey=…;, Password=…;, Authorization: Basic …
    [GeneratedRegex(
        """(?<name>\b(?:code|sig|signature|key|apikey|api[_-]key|x-functions-key|accountkey|sharedaccesskey|sharedaccesssignature|instrumentationkey|password|pwd|secret|client_secret|token|access_token|authorization)["']?\s*[=:]\s*["']?(?:(?:Basic|Bearer|SharedKey)\s+)?)(?!\s|\$KEY\b)[^\s;&,"'<>)]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();

    [GeneratedRegex(@"[^\s@<>""'(),;:=/]+(?:@|%40)[^\s@<>""'(),;:/]+\.[A-Za-z]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();

    // With its plus, or as it is dialled at home; the times, hashes and ids of paths look otherwise.
    [GeneratedRegex(@"(?:\+|%2[Bb])[0-9][0-9 ()\-]{6,17}[0-9]|(?<![\w.\-])0[0-9]{2,3}[ \-]?[0-9]{3}[ \-]?[0-9]{4}(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();
}
