using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Sms.Providers.Infobip;

/// <summary>Settings of one Infobip account. An entry that is wholly blank is not there.</summary>
public sealed class InfobipAccount
{
    /// <summary>What we call it: half of the key of its messages, so not to be changed.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where its API is: each account has a host of its own.</summary>
    public string BaseAddress { get; init; } = "";

    /// <summary>The API key. Nobody else may read the inbox by it: what is handed to them is lost to us.</summary>
    public string ApiKey { get; init; } = "";

    internal bool IsBlank => string.IsNullOrWhiteSpace(Name + BaseAddress + ApiKey);

    private Uri? Address => Uri.TryCreate(BaseAddress.Trim(), UriKind.Absolute, out var address) ? address : null;

    internal SmsLogin ToLogin(string setting, IReadOnlyList<string> asking) => new()
    {
        Format = InfobipFormat.Instance,
        Account = Name.Trim(),
        BaseAddress = Address!,
        Secret = ("Authorization", $"App {ApiKey.Trim()}"),
        Setting = setting,
        Credentials = [$"{setting}__BaseAddress", $"{setting}__ApiKey"],
        Asking = [$"{setting}__BaseAddress", .. asking],
    };

    internal IEnumerable<ValidationResult> Faults(string setting)
    {
        if (!SourceKey.IsValid(Name))
        {
            yield return new ValidationResult($"{setting}__Name is '{Name}', expected a name for the account, {SourceKey.Expected}; or clear the entry.");
        }

        if (SmsLogin.AddressFault($"{setting}__BaseAddress", Address, "https://xxxxx.api.infobip.com") is { } address)
        {
            yield return address;
        }

        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            yield return new ValidationResult($"{setting}__ApiKey is missing: the account's API key.");
        }
    }
}
