using Beejan.Functions.Operations.Health;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Health;

public sealed class HealthProbeTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task Who_answers_is_well()
        => Assert.That(await new HealthProbe(_ => Task.CompletedTask, TimeSpan.FromMinutes(1)).FindFaultAsync(), Is.Null);

    [Test]
    public async Task Who_fails_is_not_and_is_asked_again()
    {
        var asked = 0;
        var probe = new HealthProbe(_ => ++asked == 1 ? throw new IOException("away") : Task.CompletedTask, TimeSpan.FromMinutes(1));
        Assert.That(await probe.FindFaultAsync(), Is.TypeOf<IOException>());
        Assert.That(await probe.FindFaultAsync(), Is.Null);
    }

    [Test]
    public async Task Who_heeds_the_patience_is_asked_again()
    {
        var asked = 0;
        var probe = new HealthProbe(cancellationToken => ++asked == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask, Short);
        Assert.That(await probe.FindFaultAsync(), Is.Not.Null);
        Assert.That(await probe.FindFaultAsync(), Is.Null);
    }

    [Test]
    public async Task Who_hangs_is_waited_for_no_longer_and_not_asked_again_meanwhile()
    {
        var asked = 0;
        var hanging = new TaskCompletionSource();
        var probe = new HealthProbe(
            _ =>
            {
                asked++;
                return hanging.Task;
            },
            Short);
        Assert.That(await probe.FindFaultAsync(), Is.TypeOf<TimeoutException>());
        Assert.That(await probe.FindFaultAsync(), Is.TypeOf<TimeoutException>());
        Assert.That(asked, Is.EqualTo(1));

        hanging.SetResult();
        Assert.That(await probe.FindFaultAsync(), Is.Null);
        Assert.That(asked, Is.EqualTo(2));
    }
}
