namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>How long one page is tried for: by default some two minutes of waiting, then the host tries the run again.</summary>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="FirstDelay">The wait before the second attempt; it doubles, give or take chance.</param>
/// <param name="LongestDelay">No wait is longer, whatever Retry-After says.</param>
/// <param name="Attempt">How long one attempt may take, its body included.</param>
internal sealed record TwilioPatience(int Retries, TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan Attempt)
{
    public static TwilioPatience Default { get; } = new(7, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}
