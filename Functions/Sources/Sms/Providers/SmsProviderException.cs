using Polly.CircuitBreaker;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>An account could not be read to its end. The message holds no secret and nobody's number.</summary>
internal sealed class SmsProviderException : Exception
{
    private const string Kept = "What was read is in raw; the cursor has not moved.";

    private SmsProviderException(SmsLogin login, string message, Exception? cause = null)
        : base($"{login.Format.Title} account {login.Account}: {message}", cause)
    {
    }

    /// <summary>A status other than 200, after as many attempts as it deserves.</summary>
    /// <param name="error">The provider's own words, if any.</param>
    public static SmsProviderException Refused(SmsLogin login, int status, string? error)
        => new(login, $"found status {status}{(error is null ? "" : $" ({error})")}, expected 200 and {login.Format.Shape.Expected}. {Advice(login, status)} {Kept}");

    public static SmsProviderException NoPage(SmsLogin login, Exception cause) => new(login, cause switch
    {
        BrokenPageException broken => $"found {broken.Found}, expected {broken.Expected}. The next run reads the same again; if this goes on, check {login.Asking[0]} and {login.Format.StatusPage}. {Kept}",
        BrokenCircuitException => $"not asked, as {login.BaseAddress.Authority} has failed again and again, and is left alone for some minutes. {Kept}",
        _ => $"no answer ({cause.Message.TrimEnd('.')}), expected {login.Format.Shape.Expected}. The next run reads the same again; if this goes on, check {login.Asking[0]} and {login.Format.StatusPage}. {Kept}",
    }, cause);

    /// <summary>A page that is well-formed and can't be believed.</summary>
    public static SmsProviderException Unexpected(SmsLogin login, string found, string expected, string advice) => new(login, $"found {found}, expected {expected}. {advice} {Kept}");

    public static SmsProviderException LeadsElsewhere(SmsLogin login, string link)
        => Unexpected(login, $"a {link} that leads to another host", $"one on {login.BaseAddress.Authority}", $"It was not followed, as it would carry the secret; check {login.Asking[0]}.");

    /// <summary>An answer that was given once, and is not all that it should be.</summary>
    public static SmsProviderException Consumed(SmsLogin login, string found, string? rawPath, Exception? cause)
        => new(login, $"found {found}, expected {login.Format.Shape.Expected}. What came of it is {(rawPath is null ? "nothing" : $"in {rawPath}, and is read as far as it goes")}; what did not come won't come again.", cause);

    private static string Advice(SmsLogin login, int status) => status switch
    {
        401 or 403 => $"Check {string.Join(", ", login.Credentials)}, and that they may read messages.",
        404 => $"Check {login.Credentials[0]} and {login.Asking[0]}.",
        408 or 429 or >= 500 => $"The next run reads the same again; if this goes on, see {login.Format.StatusPage} and the account's limits.",
        _ => $"Check {string.Join(" and ", login.Asking)}.",
    };
}
