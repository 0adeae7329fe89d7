namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>
/// A provider's messages, account by account: each has its own kind of cursor, which says what to ask for next and moves
/// only when what was asked for is durable.
/// </summary>
public abstract class SmsInbox
{
    /// <summary>The accounts in the settings; none: the provider is off.</summary>
    internal abstract IEnumerable<SmsLogin> Logins { get; }

    /// <summary>Lands all that an account has received and that isn't in raw yet.</summary>
    /// <exception cref="SmsProviderException">The account could not be read to its end.</exception>
    internal abstract Task ReadAsync(SmsLogin login, CancellationToken cancellationToken);
}
