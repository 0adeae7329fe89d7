using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Beejan.Demo;

/// <summary>A delivery as its platform would send it, signed.</summary>
internal sealed record Webhook(string Platform, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public static Webhook Meta(byte[] body)
    {
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSettings.MetaSecret), body));
        return new Webhook("meta", body, [("X-Hub-Signature-256", $"sha256={signature}")]);
    }

    public static Webhook X(byte[] body)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSettings.ConsumerSecret), body));
        return new Webhook("x", body, [("x-twitter-webhooks-signature", $"sha256={signature}")]);
    }

    public static Webhook Standard(byte[] body, DateTimeOffset now)
    {
        var id = "msg_" + Guid.NewGuid().ToString("N");
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(AppSettings.StandardSecret["whsec_".Length..]);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray());
        return new Webhook("standard", body, [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", "v1," + Convert.ToBase64String(signature))]);
    }

    public Webhook Unsigned() => this with { Headers = [] };
}
