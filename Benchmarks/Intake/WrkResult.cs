namespace Beejan.Benchmarks.Intake;

/// <summary>What wrk measured. https://github.com/wg/wrk</summary>
/// <param name="Answered">Requests that got an answer.</param>
/// <param name="Seconds">How long it posted.</param>
/// <param name="Refused">Answers other than 2xx or 3xx.</param>
/// <param name="Broken">Connections that failed, and requests that waited too long.</param>
/// <param name="P50">Half of the answers came within so many milliseconds.</param>
/// <param name="P99">99 of 100.</param>
internal sealed record WrkResult(long Answered, double Seconds, long Refused, long Broken, double P50, double P99)
{
    public double RequestsPerSecond => Answered / Seconds;
}
