using System.Text;
using Beejan.Functions.Sources.Social.Platforms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>Signatures were computed by OpenSSL (<c>openssl dgst -sha256 -hmac 'a made-up secret'</c>), not by the code under test.</summary>
internal sealed class PlatformSignatureTests
{
    private const string Secret = "a made-up secret";
    private const string PreviousSecret = "the secret before it";

    private const string MetaHeader = "X-Hub-Signature-256";
    private const string MetaBody = """{"object": "page", "entry": [{"id": "1", "text": "\u00e9\u00f1 \ud83d\ude21"}]}""";
    private const string MetaSignature = "sha256=18bfad3ad5d876cf964995a16bb9df0c97dc08a1b2ead67cdb65947f5eaefadb";
    private const string MetaSignatureBefore = "sha256=ac6bd67ad6329d9d2af55665e22f129c4d1a642648978ea263f390aa94ec948c";

    private const string XHeader = "x-twitter-webhooks-signature";
    private const string XBody = """{"for_user_id":"1","tweet_create_events":[]}""";
    private const string XSignature = "sha256=9UHcNbeHEmwWcjcYVUHt3lvIOosqmPEPFqLyyWDcQyo=";
    private const string XSignatureBefore = "sha256=L/K8LpWVBG1hdNhRHlelHSnAOJhaOu0MhQDCkNSZ9mw=";
    private const string XSignatureInHex = "sha256=f541dc35b787126c167237185541edde5bc83a8b2a98f10f16a2f2c960dc432a";

    private static readonly MetaPlatform Meta = new(new MetaOptions { AppSecret = Secret, PreviousAppSecret = PreviousSecret });
    private static readonly XPlatform X = new(new XOptions { ConsumerSecret = Secret, PreviousConsumerSecret = PreviousSecret });

    [TestCase("18bfad3ad5d876cf964995a16bb9df0c97dc08a1b2ead67cdb65947f5eaefadb", SignatureVerdict.Valid, TestName = "Meta: over the bytes as received")]
    [TestCase("8f7b3504a3c18c8811d5b89e465cb30fda3658de71d798e589b18af56f715ab9", SignatureVerdict.Mismatch, TestName = "Meta: over the body written again without blanks")]
    [TestCase("1d1af74f82b9ca866ed47a2bcc73a1672cf2ecf6bc1eadc53f63207088eb2227", SignatureVerdict.Mismatch, TestName = "Meta: over the body with its escapes decoded")]
    public void A_signature_is_over_the_bytes_as_received(string signature, SignatureVerdict expected)
        => Assert.That(Verify(Meta, MetaHeader, "sha256=" + signature, MetaBody), Is.EqualTo(expected));

    [Test]
    public void Nasty27_Each_platform_has_its_own_encoding_and_takes_no_others()
    {
        Assert.That(Verify(Meta, MetaHeader, MetaSignature, MetaBody), Is.EqualTo(SignatureVerdict.Valid));
        Assert.That(Verify(X, XHeader, XSignature, XBody), Is.EqualTo(SignatureVerdict.Valid));

        Assert.That(Verify(X, XHeader, XSignatureInHex, XBody), Is.EqualTo(SignatureVerdict.Malformed), "hex for X");
        Assert.That(Verify(Meta, MetaHeader, XSignatureInHex, XBody), Is.EqualTo(SignatureVerdict.Valid), "the same in hex, for Meta");
        Assert.That(Verify(Meta, MetaHeader, XSignature, XBody), Is.EqualTo(SignatureVerdict.Malformed), "base64 for Meta");
        Assert.That(Verify(X, MetaHeader, XSignature, XBody), Is.EqualTo(SignatureVerdict.Missing), "Meta's header for X");
        Assert.That(Verify(Meta, XHeader, MetaSignature, MetaBody), Is.EqualTo(SignatureVerdict.Missing), "X's header for Meta");
    }

    [TestCase("", SignatureVerdict.Missing)]
    [TestCase("sha256=", SignatureVerdict.Malformed)]
    [TestCase("9UHcNbeHEmwWcjcYVUHt3lvIOosqmPEPFqLyyWDcQyo=", SignatureVerdict.Malformed)]
    [TestCase("sha1=9UHcNbeHEmwWcjcYVUHt3lvIOosqmPEPFqLyyWDcQyo=", SignatureVerdict.Malformed)]
    [TestCase("sha256=9UHcNbeHEmwWcjcYVUHt3lvIOosqmPEPFqLyyWDcQyo", SignatureVerdict.Malformed)]
    [TestCase("sha256=9UHcNbeHEmwWcjcYVUHt3lvIOosqmPEPFqLyyWDcQyo=AAAA", SignatureVerdict.Malformed)]
    [TestCase("sha256=aGVsbG8=", SignatureVerdict.Malformed)]
    [TestCase("sha256=%%%", SignatureVerdict.Malformed)]
    [TestCase("sha256=9UHcNbeHEmwWcjcYVUHt3lvIOosqmPEPFqLyyWDcQyA=", SignatureVerdict.Mismatch)]
    public void A_signature_that_is_not_Xs_is_refused(string header, SignatureVerdict expected)
        => Assert.That(Verify(X, XHeader, header, XBody), Is.EqualTo(expected));

    [Test]
    public void Two_secrets_are_valid_while_one_takes_the_others_place()
    {
        Assert.That(Verify(Meta, MetaHeader, MetaSignatureBefore, MetaBody), Is.EqualTo(SignatureVerdict.Valid));
        Assert.That(Verify(X, XHeader, XSignatureBefore, XBody), Is.EqualTo(SignatureVerdict.Valid));

        Assert.That(Verify(new MetaPlatform(new MetaOptions { AppSecret = Secret, PreviousAppSecret = " " }), MetaHeader, MetaSignatureBefore, MetaBody), Is.EqualTo(SignatureVerdict.Mismatch));
        Assert.That(Verify(new XPlatform(new XOptions { ConsumerSecret = Secret }), XHeader, XSignatureBefore, XBody), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [Test]
    public async Task The_challenge_of_X_is_answered_with_its_signature()
        => Assert.That(await AskAsync("a-token-of-X"), Is.EqualTo((200, "application/json", """{"response_token":"sha256=fk78J2spfvPObFBy3tK+CCNwdzJ51BagPOXNXJVVfo0="}""")));

    [TestCase("")]
    [TestCase(XBody)]
    [TestCase("""{"data":1}""")]
    public async Task Nobody_gets_a_delivery_signed_by_asking_with_it_as_the_challenge(string token)
        => Assert.That((await AskAsync(token)).Status, Is.EqualTo(400));

    private static SignatureVerdict Verify(SocialPlatform platform, string header, string value, string body)
        => platform.Verify(new HeaderDictionary { [header] = value }, Encoding.UTF8.GetBytes(body), DateTimeOffset.UnixEpoch);

    private static async Task<(int Status, string? Type, string Body)> AskAsync(string token)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = new MemoryStream() } };
        await X.AnswerChallenge(new QueryCollection(new Dictionary<string, StringValues> { ["crc_token"] = token })).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context.Response.StatusCode, context.Response.ContentType?.Split(';')[0], await new StreamReader(context.Response.Body).ReadToEndAsync());
    }
}
