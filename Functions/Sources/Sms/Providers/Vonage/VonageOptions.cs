using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers.Vonage;

/// <summary>Settings of Vonage.</summary>
public sealed class VonageOptions
{
    private const string Prefix = "Sms__Vonage";

    /// <summary>Where the API is.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.nexmo.com");

    /// <summary>The accounts to read, by their place in the settings; none: Vonage is off.</summary>
    public IReadOnlyDictionary<string, VonageAccount> Accounts { get; init; } = new Dictionary<string, VonageAccount>();

    internal IEnumerable<SmsLogin> Logins => Entries.Select(entry => entry.Account.ToLogin(entry.Setting, BaseAddress, [$"{Prefix}__BaseAddress"]));

    private IEnumerable<(string Setting, VonageAccount Account)> Entries => Accounts.Where(entry => !entry.Value.IsBlank).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => ($"{Prefix}__Accounts__{entry.Key}", entry.Value));

    internal IEnumerable<ValidationResult> Faults()
    {
        if (SmsLogin.AddressFault($"{Prefix}__BaseAddress", BaseAddress, "https://api.nexmo.com") is { } address)
        {
            yield return address;
        }

        foreach (var fault in Entries.SelectMany(entry => entry.Account.Faults(entry.Setting)).Concat(SmsLogin.Twice(Entries.Select(entry => ($"{entry.Setting}__AccountId", entry.Account.AccountId.Trim())))))
        {
            yield return fault;
        }
    }
}
