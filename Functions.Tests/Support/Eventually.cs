using System.Diagnostics;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Support;

/// <summary>Waits for what another thread or process brings about, and no longer.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    internal static Task Is(Func<bool> condition, string what, int withinSeconds = 10) =>
        Is(() => Task.FromResult(condition()), what, withinSeconds);

    internal static async Task Is(Func<Task<bool>> condition, string what, int withinSeconds = 10)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(withinSeconds))
            {
                Assert.Fail($"Within {withinSeconds} s it did not come about that {what}.");
            }

            await Task.Delay(Poll);
        }
    }
}
