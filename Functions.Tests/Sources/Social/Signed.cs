using System.Security.Cryptography;
using System.Text;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>The headers by which a platform signs a body.</summary>
internal static class Signed
{
    public static (string Name, string Value) Meta(byte[] body, string secret = SocialRig.AppSecret) => ("X-Hub-Signature-256", "sha256=" + Hex(secret, body));

    public static (string Name, string Value) LinkedIn(byte[] body, string secret = SocialRig.LinkedInSecret) => ("X-LI-Signature", Hex(secret, [.. "hmacsha256="u8, .. body]));

    public static (string Name, string Value) TikTok(byte[] body, DateTimeOffset at, string secret = SocialRig.TikTokSecret)
    {
        var time = $"{at.ToUnixTimeSeconds()}";
        return ("Tiktok-Signature", $"t={time},s={Hex(secret, [.. Encoding.UTF8.GetBytes(time + "."), .. body])}");
    }

    public static (string Name, string Value)[] Standard(byte[] body, DateTimeOffset at, string secret = SocialRig.StandardSecret)
    {
        var time = $"{at.ToUnixTimeSeconds()}";
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"msg.{time}."), .. body]);
        return [("webhook-id", "msg"), ("webhook-timestamp", time), ("webhook-signature", "v1," + Convert.ToBase64String(signature))];
    }

    private static string Hex(string secret, byte[] signed) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
}
