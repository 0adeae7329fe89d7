using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers.AfricasTalking;

/// <summary>Settings of Africa's Talking.</summary>
public sealed class AfricasTalkingOptions
{
    private const string Prefix = "Sms__AfricasTalking";

    /// <summary>Where the API is: another host for the sandbox.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.africastalking.com");

    /// <summary>The apps to read, by their place in the settings; none: Africa's Talking is off.</summary>
    public IReadOnlyDictionary<string, AfricasTalkingAccount> Accounts { get; init; } = new Dictionary<string, AfricasTalkingAccount>();

    internal IEnumerable<SmsLogin> Logins => Entries.Select(entry => entry.Account.ToLogin(entry.Setting, BaseAddress, [$"{Prefix}__BaseAddress"]));

    private IEnumerable<(string Setting, AfricasTalkingAccount Account)> Entries => Accounts.Where(entry => !entry.Value.IsBlank).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => ($"{Prefix}__Accounts__{entry.Key}", entry.Value));

    internal IEnumerable<ValidationResult> Faults()
    {
        if (SmsLogin.AddressFault($"{Prefix}__BaseAddress", BaseAddress, "https://api.africastalking.com") is { } address)
        {
            yield return address;
        }

        foreach (var fault in Entries.SelectMany(entry => entry.Account.Faults(entry.Setting)).Concat(SmsLogin.Twice(Entries.Select(entry => ($"{entry.Setting}__Username", entry.Account.Username.Trim())))))
        {
            yield return fault;
        }
    }
}
