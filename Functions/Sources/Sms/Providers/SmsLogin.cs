using System.ComponentModel.DataAnnotations;
using System.Text;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>One account with what opens it. No record: its text must never hold the secret.</summary>
internal sealed class SmsLogin
{
    public required SmsFormat Format { get; init; }

    /// <summary>The account's name or id, as the provider has it.</summary>
    public required string Account { get; init; }

    public required Uri BaseAddress { get; init; }

    /// <summary>The header that opens it.</summary>
    public required (string Name, string Value) Secret { get; init; }

    /// <summary>What the names of its settings begin with.</summary>
    public required string Setting { get; init; }

    /// <summary>The settings to check when the account isn't let in, the one that names it first.</summary>
    public required IReadOnlyList<string> Credentials { get; init; }

    /// <summary>The settings to check when the provider doesn't understand, the one that says where it is first.</summary>
    public required IReadOnlyList<string> Asking { get; init; }

    /// <summary>How raw blobs name it.</summary>
    public string RawAccount => Format.RawAccount(Account);

    /// <summary>The same where it names no blob: of a run, a feed.</summary>
    public string Feed => RawName.AccountOf(RawAccount);

    /// <summary>The name of its cursor.</summary>
    public string Cursor => Format.Cursor(Account);

    /// <summary>A link of the provider's; null when it leads to another host, which has no business with the secret.</summary>
    public Uri? Follow(string link)
        => Uri.TryCreate(BaseAddress, link, out var address) && address.Scheme == BaseAddress.Scheme && address.Authority == BaseAddress.Authority ? address : null;

    public static string Basic(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Where an API is: https, so that nobody reads the secret on the way, and a host alone.</summary>
    public static ValidationResult? AddressFault(string setting, Uri? address, string example)
        => address is { IsAbsoluteUri: true, PathAndQuery: "/" } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? null
            : new ValidationResult($"{setting} is '{address}', expected https and a host without a path, as in {example} (http only on this machine: the secret would be open to all).");

    /// <summary>Accounts that stand in the settings twice: they would overtake each other.</summary>
    public static IEnumerable<ValidationResult> Twice(IEnumerable<(string Setting, string Account)> accounts)
        => from account in accounts
           where account.Account.Length > 0
           group account.Setting by account.Account.ToUpperInvariant() into same
           where same.Count() > 1
           select new ValidationResult($"{string.Join(" and ", same)} name one account: remove one of them.");
}
