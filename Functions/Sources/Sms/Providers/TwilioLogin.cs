using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Text;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>One account with what opens it. No record: its text must never hold the secret.</summary>
internal sealed class TwilioLogin(string setting, TwilioAccount account)
{
    /// <summary>What the names of its settings begin with.</summary>
    public string Setting => setting;

    public string AccountSid { get; } = account.AccountSid.Trim();

    public AuthenticationHeaderValue Authorization
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{(string.IsNullOrWhiteSpace(account.ApiKeySid) ? AccountSid : account.ApiKeySid.Trim())}:{account.Secret.Trim()}")));

    public IEnumerable<ValidationResult> Faults()
    {
        if (AccountSid.Length == 0)
        {
            yield return new ValidationResult($"{setting}__AccountSid is missing, but other settings of the entry are there: give the account, or clear them.");
        }
        else if (!TwilioSid.IsAccount(AccountSid))
        {
            yield return new ValidationResult($"{setting}__AccountSid is '{AccountSid}', expected AC and 32 hexadecimal digits.");
        }

        if (string.IsNullOrWhiteSpace(account.Secret))
        {
            yield return new ValidationResult($"{setting}__Secret is missing: the API key's secret, or the account's auth token.");
        }
    }
}
