using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers.Twilio;

/// <summary>Settings of one Twilio account. An entry that is wholly blank is not there.</summary>
public sealed class TwilioAccount
{
    /// <summary>The account: <c>AC</c> and 32 hexadecimal digits.</summary>
    public string AccountSid { get; init; } = "";

    /// <summary>The API key that reads it; empty: the account itself, by its auth token.</summary>
    public string ApiKeySid { get; init; } = "";

    /// <summary>The API key's secret, or the account's auth token.</summary>
    public string Secret { get; init; } = "";

    internal bool IsBlank => string.IsNullOrWhiteSpace(AccountSid + ApiKeySid + Secret);

    internal SmsLogin ToLogin(string setting, Uri baseAddress, IReadOnlyList<string> asking) => new()
    {
        Format = TwilioFormat.Instance,
        Account = AccountSid.Trim(),
        BaseAddress = baseAddress,
        Secret = ("Authorization", SmsLogin.Basic((string.IsNullOrWhiteSpace(ApiKeySid) ? AccountSid : ApiKeySid).Trim(), Secret.Trim())),
        Setting = setting,
        Credentials = [$"{setting}__AccountSid", $"{setting}__ApiKeySid", $"{setting}__Secret"],
        Asking = asking,
    };

    internal IEnumerable<ValidationResult> Faults(string setting)
    {
        if (string.IsNullOrWhiteSpace(AccountSid))
        {
            yield return new ValidationResult($"{setting}__AccountSid is missing, but other settings of the entry are there: give the account, or clear them.");
        }
        else if (!TwilioSid.IsAccount(AccountSid.Trim()))
        {
            yield return new ValidationResult($"{setting}__AccountSid is '{AccountSid.Trim()}', expected AC and 32 hexadecimal digits.");
        }

        if (string.IsNullOrWhiteSpace(Secret))
        {
            yield return new ValidationResult($"{setting}__Secret is missing: the API key's secret, or the account's auth token.");
        }
    }
}
