using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers.Twilio;

/// <summary>Settings of Twilio.</summary>
public sealed class TwilioOptions
{
    private const string Prefix = "Sms__Twilio";

    /// <summary>Where the API is.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.twilio.com");

    /// <summary>Messages asked for at once; Twilio gives 1000 at most.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Pages that one run may read of one account, so that a filter which doesn't filter can't run for ever.</summary>
    public int MaxPages { get; init; } = 500;

    /// <summary>The accounts to read, by their place in the settings; none: Twilio is off.</summary>
    public IReadOnlyDictionary<string, TwilioAccount> Accounts { get; init; } = new Dictionary<string, TwilioAccount>();

    internal IEnumerable<SmsLogin> Logins => Entries.Select(entry => entry.Account.ToLogin(entry.Setting, BaseAddress, [$"{Prefix}__BaseAddress", $"{Prefix}__PageSize"]));

    private IEnumerable<(string Setting, TwilioAccount Account)> Entries => Accounts.Where(entry => !entry.Value.IsBlank).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => ($"{Prefix}__Accounts__{entry.Key}", entry.Value));

    internal IEnumerable<ValidationResult> Faults()
    {
        if (SmsLogin.AddressFault($"{Prefix}__BaseAddress", BaseAddress, "https://api.twilio.com") is { } address)
        {
            yield return address;
        }

        if (PageSize is < 1 or > 1000)
        {
            yield return new ValidationResult($"{Prefix}__PageSize is {PageSize}, expected 1 to 1000.");
        }

        if (MaxPages < 1)
        {
            yield return new ValidationResult($"{Prefix}__MaxPages is {MaxPages}, expected 1 or more.");
        }

        foreach (var fault in Entries.SelectMany(entry => entry.Account.Faults(entry.Setting)).Concat(SmsLogin.Twice(Entries.Select(entry => ($"{entry.Setting}__AccountSid", entry.Account.AccountSid.Trim())))))
        {
            yield return fault;
        }
    }
}
