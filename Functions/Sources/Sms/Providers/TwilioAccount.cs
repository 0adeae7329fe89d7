namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>Settings of one Twilio account. An entry that is wholly blank is not there.</summary>
public sealed class TwilioAccount
{
    /// <summary>The account: <c>AC</c> and 32 hexadecimal digits.</summary>
    public string AccountSid { get; init; } = "";

    /// <summary>The API key that reads it; empty: the account itself, by its auth token.</summary>
    public string ApiKeySid { get; init; } = "";

    /// <summary>The API key's secret, or the account's auth token.</summary>
    public string Secret { get; init; } = "";

    internal bool IsBlank => string.IsNullOrWhiteSpace(AccountSid) && string.IsNullOrWhiteSpace(ApiKeySid) && string.IsNullOrWhiteSpace(Secret);
}
