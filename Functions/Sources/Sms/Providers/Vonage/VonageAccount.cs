using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Sms.Providers.Vonage;

/// <summary>Settings of one Vonage account. An entry that is wholly blank is not there.</summary>
public sealed class VonageAccount
{
    /// <summary>The account whose messages are read.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The API key that reads it; empty: the account itself.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>The API key's secret.</summary>
    public string Secret { get; init; } = "";

    internal bool IsBlank => string.IsNullOrWhiteSpace(AccountId + ApiKey + Secret);

    internal SmsLogin ToLogin(string setting, Uri baseAddress, IReadOnlyList<string> asking) => new()
    {
        Format = VonageFormat.Instance,
        Account = AccountId.Trim(),
        BaseAddress = baseAddress,
        Secret = ("Authorization", SmsLogin.Basic((string.IsNullOrWhiteSpace(ApiKey) ? AccountId : ApiKey).Trim(), Secret.Trim())),
        Setting = setting,
        Credentials = [$"{setting}__AccountId", $"{setting}__ApiKey", $"{setting}__Secret"],
        Asking = asking,
    };

    internal IEnumerable<ValidationResult> Faults(string setting)
    {
        if (!SourceKey.IsValid(AccountId))
        {
            yield return new ValidationResult($"{setting}__AccountId is '{AccountId}', but other settings of the entry are there: give the account, as in abcdef01, or clear them.");
        }

        if (string.IsNullOrWhiteSpace(Secret))
        {
            yield return new ValidationResult($"{setting}__Secret is missing: the API key's secret.");
        }
    }
}
