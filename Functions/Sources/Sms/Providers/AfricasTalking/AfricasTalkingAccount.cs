using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers.AfricasTalking;

/// <summary>Settings of one app at Africa's Talking. An entry that is wholly blank is not there.</summary>
public sealed class AfricasTalkingAccount
{
    /// <summary>The app's username.</summary>
    public string Username { get; init; } = "";

    /// <summary>The app's API key.</summary>
    public string ApiKey { get; init; } = "";

    internal bool IsBlank => string.IsNullOrWhiteSpace(Username + ApiKey);

    internal SmsLogin ToLogin(string setting, Uri baseAddress, IReadOnlyList<string> asking) => new()
    {
        Format = AfricasTalkingFormat.Instance,
        Account = Username.Trim(),
        BaseAddress = baseAddress,
        Secret = ("apiKey", ApiKey.Trim()),
        Setting = setting,
        Credentials = [$"{setting}__Username", $"{setting}__ApiKey"],
        Asking = asking,
    };

    internal IEnumerable<ValidationResult> Faults(string setting)
    {
        if (string.IsNullOrWhiteSpace(Username))
        {
            yield return new ValidationResult($"{setting}__Username is missing, but other settings of the entry are there: give the app's username, or clear them.");
        }

        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            yield return new ValidationResult($"{setting}__ApiKey is missing: the app's API key.");
        }
    }
}
