using System.Globalization;
using System.Security.Cryptography;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Social;

/// <summary>
/// Answers platforms: checks the signature over the bytes as received, makes them durable, says 200. Nothing is parsed
/// here: an answer other than 2xx makes the platform send again for hours and then give up on us.
/// </summary>
public sealed class SocialIntake(EnabledPlatforms platforms, LakeStore lake, IOptions<SocialOptions> options, TimeProvider clock, ILogger<SocialIntake> logger)
{
    private readonly int _maxBodyBytes = options.Value.MaxBodyBytes;

    public async Task<IResult> AnswerAsync(HttpRequest request, string platformName, CancellationToken cancellationToken)
    {
        if (platforms.Find(platformName) is not { } platform)
        {
            return Results.NotFound();
        }

        if (HttpMethods.IsGet(request.Method))
        {
            return platform.AnswerChallenge(request.Query);
        }

        var receivedAt = clock.GetUtcNow();
        if (await ReadBodyAsync(request, cancellationToken) is not { } body)
        {
            Log.BodyTooLarge(logger, platform.Name, _maxBodyBytes);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var verdict = platform.Verify(request.Headers, body, receivedAt);
        if (verdict != SignatureVerdict.Valid)
        {
            Log.SignatureRefused(logger, platform.Name, verdict.ToString());
            return Results.Unauthorized();
        }

        await StoreAsync(new SocialFrame(receivedAt, platform.Name, KeptHeaders(request, platform), body), cancellationToken);
        return Results.Ok();
    }

    private static Dictionary<string, string> KeptHeaders(HttpRequest request, SocialPlatform platform)
        => platform.SignedHeaders.Concat(["content-type", "content-encoding"])
            .Where(request.Headers.ContainsKey)
            .ToDictionary(name => name, name => request.Headers[name].ToString());

    private async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > _maxBodyBytes)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > _maxBodyBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private async Task StoreAsync(SocialFrame frame, CancellationToken cancellationToken)
    {
        var bytes = frame.ToLine();
        var raw = RawName.Create(SocialSource.Name, frame.ReceivedAt, frame.Platform, SHA256.HashData(bytes), "ndjson");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = frame.ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
        };
        await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), new MemoryStream(bytes, writable: false), "application/x-ndjson", metadata, cancellationToken);
        Log.Accepted(logger, frame.Platform, raw.Path, frame.Body.Length);
    }
}
