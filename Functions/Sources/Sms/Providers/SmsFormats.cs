using Beejan.Functions.Sources.Sms.Providers.AfricasTalking;
using Beejan.Functions.Sources.Sms.Providers.Infobip;
using Beejan.Functions.Sources.Sms.Providers.Twilio;
using Beejan.Functions.Sources.Sms.Providers.Vonage;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The providers whose answers can be read.</summary>
internal static class SmsFormats
{
    public static IReadOnlyList<SmsFormat> All { get; } = [TwilioFormat.Instance, AfricasTalkingFormat.Instance, InfobipFormat.Instance, VonageFormat.Instance];

    /// <summary>Reads who wrote a raw blob, and for which account, out of its name. A name without a provider is Twilio's, which was the first.</summary>
    public static (SmsFormat Format, string Account) Of(string rawAccount)
    {
        foreach (var format in All)
        {
            if (rawAccount.StartsWith(format.Name + ".", StringComparison.Ordinal))
            {
                return (format, rawAccount[(format.Name.Length + 1)..]);
            }
        }

        return (TwilioFormat.Instance, rawAccount);
    }
}
