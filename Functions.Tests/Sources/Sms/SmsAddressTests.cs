using Beejan.Functions.Sources.Sms;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

public sealed class SmsAddressTests
{
    [TestCase("+2348031234567", "sms", "+2348031234567", false)]
    [TestCase("whatsapp:+2348031234567", "whatsapp", "+2348031234567", false)]
    [TestCase("WhatsApp: +2348031234567", "whatsapp", "+2348031234567", false)]
    [TestCase("rcs:+2348031234567", "rcs", "+2348031234567", false)]
    [TestCase("whatsapp:US.13491208655302741918", "whatsapp", "US.13491208655302741918", true)]
    [TestCase("messenger:2348031234567", "messenger", "2348031234567", true)]
    [TestCase("MTN", "sms", "MTN", true)]
    [TestCase("1-800-FLOWERS", "sms", "1-800-FLOWERS", true)]
    [TestCase("28901", "sms", "28901", true)]
    [TestCase("289011", "sms", "289011", true)]
    [TestCase("2890111", "sms", "2890111", false)]
    [TestCase("2.34803E+12", "sms", "2.34803E+12", false)]
    [TestCase("viber:+2348031234567", "sms", "viber:+2348031234567", true)]
    [TestCase("", "sms", "", true)]
    public void Channel_and_name_are_kept_apart(string text, string channel, string name, bool isNoNumber)
    {
        var address = SmsAddress.Read(text);
        Assert.That((address.Channel, address.Name.ToString(), address.IsNoNumber), Is.EqualTo((channel, name, isNoNumber)));
    }
}
