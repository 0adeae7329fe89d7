using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers.Infobip;

/// <summary>Settings of Infobip.</summary>
public sealed class InfobipOptions
{
    private const string Prefix = "Sms__Infobip";

    /// <summary>Messages asked for at once, and so the most that can be lost when the app is killed while an answer is under way.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The accounts to read, by their place in the settings; none: Infobip is off.</summary>
    public IReadOnlyDictionary<string, InfobipAccount> Accounts { get; init; } = new Dictionary<string, InfobipAccount>();

    internal IEnumerable<SmsLogin> Logins => Entries.Select(entry => entry.Account.ToLogin(entry.Setting, [$"{Prefix}__Limit"]));

    private IEnumerable<(string Setting, InfobipAccount Account)> Entries => Accounts.Where(entry => !entry.Value.IsBlank).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => ($"{Prefix}__Accounts__{entry.Key}", entry.Value));

    internal IEnumerable<ValidationResult> Faults()
    {
        if (Limit is < 1 or > 1000)
        {
            yield return new ValidationResult($"{Prefix}__Limit is {Limit}, expected 1 to 1000.");
        }

        foreach (var fault in Entries.SelectMany(entry => entry.Account.Faults(entry.Setting))
            .Concat(SmsLogin.Twice(Entries.Select(entry => ($"{entry.Setting}__Name", entry.Account.Name.Trim()))))
            .Concat(SmsLogin.Twice(Entries.Select(entry => ($"{entry.Setting}__ApiKey", entry.Account.ApiKey.Trim())))))
        {
            yield return fault;
        }
    }
}
