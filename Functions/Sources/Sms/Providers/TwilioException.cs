namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>An account could not be read; its cursor has not moved. The message holds no secret and nobody's number.</summary>
internal sealed class TwilioException : Exception
{
    private TwilioException(TwilioLogin login, string message, Exception? cause = null)
        : base($"Twilio account {login.AccountSid}: {message} What was read is in raw; the cursor has not moved.", cause)
    {
    }

    /// <summary>A status other than 200, after as many attempts as it deserves.</summary>
    /// <param name="error">Twilio's own words, if any.</param>
    public static TwilioException Refused(TwilioLogin login, int status, string? error)
        => new(login, $"found status {status}{(error is null ? "" : $" ({error})")}, expected 200 and a page of messages. {Advice(login, status)}");

    public static TwilioException NoPage(TwilioLogin login, Exception cause)
        => new(login, $"{(cause is BrokenPageException broken ? $"found {broken.Found}" : $"no answer ({cause.Message.TrimEnd('.')})")}, expected {BrokenPageException.Expected}. The next run reads the same window; if this goes on, check Sms__Twilio__BaseAddress and status.twilio.com.", cause);

    public static TwilioException LeadsElsewhere(TwilioLogin login, Uri baseAddress)
        => new(login, $"found a next_page_uri that leads to another host, expected one on {baseAddress.Authority}. It was not followed, as it would carry the secret; check Sms__Twilio__BaseAddress.");

    public static TwilioException TooManyPages(TwilioLogin login, int maxPages, DateOnly day)
        => new(login, $"found more than {maxPages} pages of messages since {day:yyyy-MM-dd}, expected at most that many (Sms__Twilio__MaxPages). Either the date filter does not filter, or there is much to catch up on: then raise the setting.");

    private static string Advice(TwilioLogin login, int status) => status switch
    {
        401 or 403 => $"Check {login.Setting}__AccountSid, {login.Setting}__ApiKeySid and {login.Setting}__Secret, and that the key may read messages.",
        404 => $"Check {login.Setting}__AccountSid and Sms__Twilio__BaseAddress.",
        408 or 429 or >= 500 => "The next run reads the same window; if this goes on, see status.twilio.com and the account's limits.",
        _ => "Check Sms__Twilio__BaseAddress and Sms__Twilio__PageSize.",
    };
}
