using Beejan.Functions.Hosting;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Telemetry;

public sealed class SensitiveTextTests
{
    [TestCase("GET /api/status?code=abc/def== HTTP/1.1", "GET /api/status?code=*** HTTP/1.1")]
    [TestCase("https://lake.example/raw?sv=2025&sig=a%2Bb&se=1", "https://lake.example/raw?sv=2025&sig=***&se=1")]
    [TestCase("x-functions-key: s3cret, host: a", "x-functions-key: ***, host: a")]
    [TestCase("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=YQ==;EndpointSuffix=x", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=***;EndpointSuffix=x")]
    [TestCase("Host=db;Username=app;Password=pa55;Database=x", "Host=db;Username=app;Password=***;Database=x")]
    [TestCase("""{"api_key": "s3cret", "a": 1}""", """{"api_key": "***", "a": 1}""")]
    [TestCase("Authorization: Basic QUM6c2VjcmV0", "Authorization: Basic ***")]
    [TestCase("Wrote to ada.okafor+complaints@mail.example.org today", "Wrote to *** today")]
    [TestCase("To=%2B2348031234567&PageSize=5", "To=***&PageSize=5")]
    [TestCase("raw/calllogs/08031234567.csv or 0803 123 4567", "raw/calllogs/***.csv or ***")]
    [TestCase("called +234 803 123 4567.", "called ***.")]
    public void Keys_secrets_addresses_and_numbers_are_masked(string text, string masked) => Assert.That(SensitiveText.Mask(text), Is.EqualTo(masked));

    [TestCase("raw/sms/2026/11/24/000000000-ACbee1a000000000000000000000000001-0123456789abcdef.json")]
    [TestCase("Cleaned social raw/social/2026/11/24/101530123-meta-0123456789abcdef.ndjson: received 3 = cleaned 3 + duplicates 0 + rejected 0 + ignored 0.")]
    [TestCase("clean/sms/ingest_date=2026-11-24/010203004-default-0123456789012345.r7.parquet")]
    [TestCase("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [TestCase("Twilio account AC1: found status 401, expected 200. Check Sms__Twilio__Accounts__0__Secret, and that they may read messages.")]
    [TestCase("The warehouse is away (SQLSTATE 57P01): try 2 failed, the next one follows in 00:00:02.")]
    public void What_a_person_needs_stays(string text) => Assert.That(SensitiveText.Mask(text), Is.EqualTo(text));

    [Test]
    public void Of_an_address_the_query_goes() => Assert.That(SensitiveText.WithoutQuery("https://api.example/Messages.json?To=%2B234&PageSize=5"), Is.EqualTo("https://api.example/Messages.json"));
}
