using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Sms.Providers;

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

    internal IEnumerable<TwilioLogin> Logins => Accounts.Where(entry => !entry.Value.IsBlank).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => new TwilioLogin($"{Prefix}__Accounts__{entry.Key}", entry.Value));

    internal IEnumerable<ValidationResult> Faults()
    {
        if (!BaseAddress.IsAbsoluteUri || BaseAddress.PathAndQuery != "/" || !(BaseAddress.Scheme == Uri.UriSchemeHttps || (BaseAddress.Scheme == Uri.UriSchemeHttp && BaseAddress.IsLoopback)))
        {
            yield return new ValidationResult($"{Prefix}__BaseAddress is '{BaseAddress}', expected https and a host without a path, as in https://api.twilio.com (http only on this machine: the secret would be open to all).");
        }

        if (PageSize is < 1 or > 1000)
        {
            yield return new ValidationResult($"{Prefix}__PageSize is {PageSize}, expected 1 to 1000.");
        }

        if (MaxPages < 1)
        {
            yield return new ValidationResult($"{Prefix}__MaxPages is {MaxPages}, expected 1 or more.");
        }

        var logins = Logins.ToList();
        foreach (var fault in logins.SelectMany(login => login.Faults()))
        {
            yield return fault;
        }

        foreach (var twice in logins.GroupBy(login => login.AccountSid, StringComparer.OrdinalIgnoreCase).Where(same => same.Key.Length > 0 && same.Count() > 1))
        {
            yield return new ValidationResult($"{string.Join(" and ", twice.Select(login => login.Setting + "__AccountSid"))} name one account: remove one of them.");
        }
    }
}
