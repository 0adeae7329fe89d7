using Beejan.Functions.Sources.Sms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

public sealed class SmsWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 30, 0, TimeSpan.Zero);
    private static readonly SmsOptions Options = new();

    [Test]
    public void The_first_read_goes_back_as_far_as_the_setting_says()
        => Assert.That(SmsWindow.Open(new SmsCursor(), Now, Options), Is.EqualTo(new SmsWindow(Now, Now.AddDays(-30), IsDeep: true)));

    [Test]
    public void A_run_begins_at_the_watermark_less_the_safety_window_which_may_be_the_day_before()
    {
        var window = SmsWindow.Open(Cursor(newest: Now.AddMinutes(-5), deep: Now.AddHours(-1)), Now, Options);
        Assert.That((window.Floor, window.Day, window.IsDeep), Is.EqualTo((Now.AddMinutes(-65), new DateOnly(2026, 11, 19), false)));
    }

    [TestCase(23, false)]
    [TestCase(24, true)]
    public void Once_a_day_it_goes_back_three_days(int hours, bool isDeep)
    {
        var window = SmsWindow.Open(Cursor(newest: Now, deep: Now.AddHours(-hours)), Now, Options);
        Assert.That((window.IsDeep, window.Floor), Is.EqualTo((isDeep, isDeep ? Now.AddDays(-3) : Now.AddHours(-1))));
        Assert.That(window.Close(new SmsCursor(), null).DeepReadAt, Is.EqualTo(isDeep ? Now : null));
    }

    [Test]
    public void After_an_outage_everything_since_the_watermark_is_read()
        => Assert.That(SmsWindow.Open(Cursor(newest: Now.AddDays(-40), deep: Now.AddDays(-40)), Now, Options).Floor, Is.EqualTo(Now.AddDays(-40).AddHours(-1)));

    [Test]
    public void An_account_without_messages_remembers_from_when_on_there_were_none()
    {
        var cursor = SmsWindow.Open(new SmsCursor(), Now, Options).Close(new SmsCursor(), newest: null);
        Assert.That(SmsWindow.Open(cursor, Now.AddDays(90), Options).Floor, Is.EqualTo(Now.AddDays(-30).AddHours(-1)));
    }

    [Test]
    public void The_watermark_never_goes_back()
    {
        var cursor = Cursor(newest: Now, deep: Now);
        Assert.That(SmsWindow.Open(cursor, Now, Options).Close(cursor, Now.AddDays(-1)), Is.EqualTo(cursor));
        Assert.That(SmsWindow.Open(cursor, Now, Options).Close(cursor, null), Is.EqualTo(cursor));
    }

    private static SmsCursor Cursor(DateTimeOffset newest, DateTimeOffset deep) => new() { Watermark = newest, DeepReadAt = deep, ReadAt = Now };
}
