namespace Beejan.Functions.Sources.Sms.Providers.Twilio;

/// <summary>Twilio's ids: two letters that say what it is, and 32 hexadecimal digits.</summary>
internal static class TwilioSid
{
    public static bool IsAccount(ReadOnlySpan<char> text) => Is("AC", text);

    /// <summary>A text message, or one with media.</summary>
    public static bool IsMessage(ReadOnlySpan<char> text) => Is("SM", text) || Is("MM", text);

    private static bool Is(string kind, ReadOnlySpan<char> text)
    {
        if (text.Length != 34 || !text.StartsWith(kind, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var digit in text[2..])
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }
}
