using Beejan.Functions.Operations.Health;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Health;

public sealed class HealthProbeTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private int _asked;

    [SetUp]
    public void Forget() => _asked = 0;

    [Test]
    public async Task Who_answers_says_what_is_not_well()
    {
        Assert.That(await Probe(_ => Answer(), Long).AskAsync(), Is.Empty);
        Assert.That(await Probe(_ => Answer("sms", "forms"), Long).AskAsync(), Is.EqualTo(new[] { "sms", "forms" }));
    }

    [Test]
    public async Task Who_fails_is_not_well_and_is_asked_again()
    {
        var probe = Probe(_ => _asked == 1 ? throw new IOException("away") : Answer(), Long);
        Assert.That(await probe.AskAsync(), Is.EqualTo(new[] { "part" }));
        Assert.That(await probe.AskAsync(), Is.Empty);
    }

    [Test]
    public async Task Who_is_too_slow_is_told_to_end_and_asked_again()
    {
        var probe = Probe(async ending => _asked == 1 ? await NeverAsync(ending) : [], Short);
        Assert.That(await probe.AskAsync(), Is.EqualTo(new[] { "part" }));
        await Eventually.Is(async () => (await probe.AskAsync()).Count == 0, "it was asked again");
    }

    [Test]
    public async Task Who_hangs_is_waited_for_no_longer_and_not_asked_again_meanwhile()
    {
        var hanging = new TaskCompletionSource<IReadOnlyList<string>>();
        var probe = Probe(_ => hanging.Task, Short);
        Assert.That(await probe.AskAsync(), Is.EqualTo(new[] { "part" }));
        Assert.That(await probe.AskAsync(), Is.EqualTo(new[] { "part" }));
        Assert.That(_asked, Is.EqualTo(1));

        hanging.SetResult([]);
        await Eventually.Is(async () => (await probe.AskAsync()).Count == 0, "it was well again");
        Assert.That(_asked, Is.EqualTo(2));
    }

    private HealthProbe Probe(Func<CancellationToken, Task<IReadOnlyList<string>>> ask, TimeSpan patience) => new(
        "part",
        ending =>
        {
            _asked++;
            return ask(ending);
        },
        patience,
        NullLogger.Instance);

    private static Task<IReadOnlyList<string>> Answer(params string[] unwell) => Task.FromResult<IReadOnlyList<string>>(unwell);

    private static async Task<IReadOnlyList<string>> NeverAsync(CancellationToken ending)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ending);
        return [];
    }
}
