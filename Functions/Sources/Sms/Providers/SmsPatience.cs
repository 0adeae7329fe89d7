namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>How long one page is tried for: by default some two minutes of waiting, then the host tries the run again.</summary>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="FirstDelay">The wait before the second attempt; it doubles, give or take chance.</param>
/// <param name="LongestDelay">No wait is longer, whatever Retry-After says.</param>
/// <param name="Attempt">How long one attempt may take, its body included.</param>
/// <param name="FailuresToOpen">Attempts in which a host has all but always failed, after which it is left alone: its other accounts would fare no better.</param>
/// <param name="Open">For how long it is.</param>
internal sealed record SmsPatience(int Retries, TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan Attempt, int FailuresToOpen, TimeSpan Open)
{
    public static SmsPatience Default { get; } = new(7, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), 8, TimeSpan.FromMinutes(2));
}
