using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Sms;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Sms;

public sealed class SmsOptionsTests
{
    private const string Sid = "AC0123456789abcdef0123456789ABCDEF";

    [Test]
    public void A_blank_entry_is_not_there()
    {
        Assert.That(Faults(("Twilio:Accounts:0:AccountSid", ""), ("Twilio:Accounts:0:ApiKeySid", ""), ("Twilio:Accounts:0:Secret", " ")), Is.Empty);
        Assert.That(Bind(("Twilio:Accounts:0:AccountSid", "")).Twilio.Logins, Is.Empty);
    }

    [Test]
    public void A_whole_entry_is_read_and_keeps_its_place_for_messages()
    {
        var options = Bind(("Twilio:Accounts:0:AccountSid", ""), ("Twilio:Accounts:1:AccountSid", Sid), ("Twilio:Accounts:1:Secret", "s"));
        var login = options.Twilio.Logins.Single();
        Assert.That((login.Account, login.Setting), Is.EqualTo((Sid, "Sms__Twilio__Accounts__1")));
        Assert.That(login.Secret.Value, Is.EqualTo("Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OUFCQ0RFRjpz"));
    }

    [TestCase("00:00:00")]
    [TestCase("")]
    public void A_promise_of_zero_or_nothing_is_none(string nothing)
    {
        var options = Bind(("RunWithin", nothing), ("RowsWithin", nothing));
        var feed = new LakeFeed("AC1") { RunWithin = options.RunWithin, RowsWithin = options.RowsWithin };
        Assert.That((feed.RunWithin, feed.RowsWithin), Is.EqualTo(((TimeSpan?)null, (TimeSpan?)null)));
    }

    [Test]
    public void An_API_key_is_the_user_when_there_is_one()
    {
        var login = Bind(("Twilio:Accounts:0:AccountSid", Sid), ("Twilio:Accounts:0:ApiKeySid", "SK1"), ("Twilio:Accounts:0:Secret", "s")).Twilio.Logins.Single();
        Assert.That(login.Secret, Is.EqualTo(("Authorization", "Basic " + Convert.ToBase64String("SK1:s"u8))));
    }

    [TestCase("Twilio:Accounts:0:AccountSid", Sid, "Sms__Twilio__Accounts__0__Secret is missing")]
    [TestCase("Twilio:Accounts:2:Secret", "x", "Sms__Twilio__Accounts__2__AccountSid is missing")]
    [TestCase("Twilio:Accounts:0:ApiKeySid", "SK1", "Sms__Twilio__Accounts__0__AccountSid is missing")]
    [TestCase("Twilio:Accounts:0:AccountSid", "AC123", "Sms__Twilio__Accounts__0__AccountSid is 'AC123', expected AC and 32")]
    [TestCase("Twilio:Accounts:0:AccountSid", "SM0123456789abcdef0123456789ABCDEF", "Sms__Twilio__Accounts__0__AccountSid is 'SM")]
    [TestCase("Twilio:Accounts:0:AccountSid", "AC0123456789abcdef0123456789ABCDEG", "Sms__Twilio__Accounts__0__AccountSid is 'AC")]
    [TestCase("Twilio:BaseAddress", "http://api.twilio.com", "Sms__Twilio__BaseAddress is 'http://api.twilio.com/'")]
    [TestCase("Twilio:BaseAddress", "api.twilio.com", "Sms__Twilio__BaseAddress is 'api.twilio.com'")]
    [TestCase("Twilio:BaseAddress", "https://api.twilio.com/v1", "Sms__Twilio__BaseAddress is")]
    [TestCase("Twilio:PageSize", "0", "Sms__Twilio__PageSize is 0")]
    [TestCase("Twilio:PageSize", "1001", "Sms__Twilio__PageSize is 1001")]
    [TestCase("Twilio:MaxPages", "0", "Sms__Twilio__MaxPages is 0")]
    [TestCase("AfricasTalking:BaseAddress", "http://api.africastalking.com", "Sms__AfricasTalking__BaseAddress is 'http://api.africastalking.com/'")]
    [TestCase("AfricasTalking:Accounts:0:Username", "beejan", "Sms__AfricasTalking__Accounts__0__ApiKey is missing")]
    [TestCase("AfricasTalking:Accounts:0:ApiKey", "key", "Sms__AfricasTalking__Accounts__0__Username is missing")]
    [TestCase("Infobip:Limit", "1001", "Sms__Infobip__Limit is 1001")]
    [TestCase("Infobip:Accounts:0:Name", "beejan", "Sms__Infobip__Accounts__0__BaseAddress is ''")]
    [TestCase("Infobip:Accounts:0:BaseAddress", "http://abc.api.infobip.com", "Sms__Infobip__Accounts__0__BaseAddress is 'http://abc.api.infobip.com/'")]
    [TestCase("Infobip:Accounts:0:ApiKey", "key", "Sms__Infobip__Accounts__0__Name is ''")]
    [TestCase("Infobip:Accounts:0:Name", "beejan", "Sms__Infobip__Accounts__0__ApiKey is missing")]
    [TestCase("Vonage:BaseAddress", "https://api.nexmo.com/v2", "Sms__Vonage__BaseAddress is")]
    [TestCase("Vonage:Accounts:0:AccountId", "abcdef01", "Sms__Vonage__Accounts__0__Secret is missing")]
    [TestCase("Vonage:Accounts:0:Secret", "secret", "Sms__Vonage__Accounts__0__AccountId is ''")]
    [TestCase("FirstReadDays", "0", "Sms__FirstReadDays must be from 1")]
    [TestCase("SafetyWindow", "-00:00:01", "Sms__SafetyWindow must be from")]
    [TestCase("Schedule", "", "Sms__Schedule is missing")]
    public void What_is_wrong_or_missing_is_named(string setting, string value, string named)
        => Assert.That(Faults((setting, value)), Has.Some.StartsWith(named));

    [Test]
    public void One_account_twice_is_refused_by_both_names()
        => Assert.That(
            Faults(("Twilio:Accounts:0:AccountSid", Sid), ("Twilio:Accounts:0:Secret", "a"), ("Twilio:Accounts:1:AccountSid", Sid.Replace("AC0123456789abcdef", "AC0123456789ABCDEF", StringComparison.Ordinal)), ("Twilio:Accounts:1:Secret", "b")),
            Is.EqualTo(new[] { "Sms__Twilio__Accounts__0__AccountSid and Sms__Twilio__Accounts__1__AccountSid name one account: remove one of them." }));

    [Test]
    public void One_key_of_Infobips_for_two_accounts_is_refused_as_each_would_take_the_others_messages()
        => Assert.That(
            Faults([.. new[] { 0, 1 }.SelectMany(i => new[] { ($"Infobip:Accounts:{i}:Name", $"account {i}"), ($"Infobip:Accounts:{i}:BaseAddress", "https://abc.api.infobip.com"), ($"Infobip:Accounts:{i}:ApiKey", "key") })]),
            Is.EqualTo(new[] { "Sms__Infobip__Accounts__0__ApiKey and Sms__Infobip__Accounts__1__ApiKey name one account: remove one of them." }));

    [Test]
    public void Defaults_are_sound() => Assert.That(Faults(), Is.Empty);

    private static SmsOptions Bind(params (string Name, string Value)[] settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings.Prepend(("Schedule", "0 */15 * * * *")).GroupBy(setting => setting.Item1).Select(same => KeyValuePair.Create(same.Key, (string?)same.Last().Item2)))
            .Build().Get<SmsOptions>()!;

    private static string[] Faults(params (string Name, string Value)[] settings)
    {
        var (options, faults) = (Bind(settings), new List<ValidationResult>());
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(fault => fault.ErrorMessage!)];
    }
}
