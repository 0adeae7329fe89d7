using System.Text.RegularExpressions;

namespace Beejan.Functions.Sources.Sms;

/// <summary>An address as messaging APIs write it: <c>+2348031234567</c>, <c>whatsapp:+2348031234567</c>, <c>MTN</c>, <c>28901</c>.</summary>
internal readonly ref partial struct SmsAddress
{
    private const int LongestShortCode = 6;

    private const string Messenger = "messenger"; // its ids are numbers, and nobody's telephone

    private static readonly string[] Channels = ["whatsapp", Messenger, "rcs"];

    private SmsAddress(string channel, ReadOnlySpan<char> name)
    {
        Channel = channel;
        Name = name;
    }

    /// <summary>What stands before the colon, or <c>sms</c>.</summary>
    public string Channel { get; }

    /// <summary>The address without its channel.</summary>
    public ReadOnlySpan<char> Name { get; }

    /// <summary>Whether it was never meant to be a telephone number: a name, an id, a short code. Parsed, it could become somebody's.</summary>
    public bool IsNoNumber => Channel == Messenger || (Name.Length <= LongestShortCode && !Name.ContainsAnyExceptInRange('0', '9')) || (HasLetters && !Exponent().IsMatch(Name));

    private bool HasLetters
    {
        get
        {
            foreach (var character in Name)
            {
                if (char.IsLetter(character))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public static SmsAddress Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var colon = text.IndexOf(':');
        foreach (var channel in Channels)
        {
            if (colon >= 0 && text[..colon].Equals(channel, StringComparison.OrdinalIgnoreCase))
            {
                return new SmsAddress(channel, text[(colon + 1)..].Trim());
            }
        }

        return new SmsAddress("sms", text);
    }

    // A number that went through a spreadsheet.
    [GeneratedRegex(@"^[0-9.,]+[eE][+-]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Exponent();
}
