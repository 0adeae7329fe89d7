using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Social;

/// <summary>
/// Answers platforms: checks the signature over the bytes, makes them durable, says 200. Nothing is read here that could
/// break: an answer other than 2xx makes the platform send again for hours and then give up on us.
/// </summary>
public sealed class SocialIntake(EnabledPlatforms platforms, GroupCommit commit, DeliveryCounts counts, IOptions<SocialOptions> options, TimeProvider clock, ILogger<SocialIntake> logger)
{
    private readonly int _maxBodyBytes = options.Value.MaxBodyBytes;
    private readonly int _maxDepth = options.Value.MaxDepth;

    public Task<IResult> AnswerAsync(HttpRequest request, string platformName, CancellationToken cancellationToken)
    {
        if (platforms.Find(platformName) is not { } platform)
        {
            return Task.FromResult(Results.NotFound());
        }

        return HttpMethods.IsGet(request.Method) ? Task.FromResult(platform.AnswerChallenge(request.Query)) : ReceiveAsync(request, platform, cancellationToken);
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request, SocialPlatform platform, CancellationToken cancellationToken)
    {
        var receivedAt = clock.GetUtcNow();
        var coding = request.Headers.ContentEncoding.ToString();
        if (!ContentCoding.IsKnown(coding))
        {
            return Refuse(platform, "UnknownCoding", StatusCodes.Status415UnsupportedMediaType, () => Log.CodingRefused(logger, platform.Name));
        }

        if (await RequestBody.ReadAsync(request, _maxBodyBytes, cancellationToken) is not { } received || Decode(coding, received) is not { } body)
        {
            return Refuse(platform, "TooLarge", StatusCodes.Status413PayloadTooLarge, () => Log.BodyTooLarge(logger, platform.Name, _maxBodyBytes));
        }

        var verdict = Verify(platform, request.Headers, received, body, receivedAt);
        if (verdict != SignatureVerdict.Valid)
        {
            return Refuse(platform, $"Signature{verdict}", StatusCodes.Status401Unauthorized, () => Log.SignatureRefused(logger, platform.Name, verdict.ToString()));
        }

        // The one thing that is looked at, and no platform nests like that: reading it would cost more than it is worth.
        if (JsonNesting.IsDeeperThan(_maxDepth, body))
        {
            return Refuse(platform, "TooDeep", StatusCodes.Status400BadRequest, () => Log.BodyTooDeep(logger, platform.Name, _maxDepth));
        }

        await commit.AddAsync(new SocialFrame(receivedAt, platform.Name, KeptHeaders(request, platform), received), cancellationToken);
        counts.Accept(platform.Name);
        return Results.Empty; // 200; Results.Ok would ask for a logger each time
    }

    private IResult Refuse(SocialPlatform platform, string reason, int status, Action log)
    {
        if (counts.Refuse(platform.Name, reason))
        {
            log();
        }

        return Results.StatusCode(status);
    }

    // A platform signs what it wrote; packing it is the transport's. Either may be what was signed.
    private static SignatureVerdict Verify(SocialPlatform platform, IHeaderDictionary headers, byte[] received, byte[] body, DateTimeOffset at)
    {
        var verdict = platform.Verify(headers, received, at);
        return verdict == SignatureVerdict.Mismatch && body != received ? platform.Verify(headers, body, at) : verdict;
    }

    private static Dictionary<string, string> KeptHeaders(HttpRequest request, SocialPlatform platform)
    {
        var kept = new Dictionary<string, string>();
        foreach (var name in platform.KeptHeaders)
        {
            if (request.Headers.TryGetValue(name, out var value))
            {
                kept.Add(name, value.ToString());
            }
        }

        return kept;
    }

    private byte[]? Decode(string coding, byte[] received)
    {
        try
        {
            return ContentCoding.Decode(coding, received, _maxBodyBytes);
        }
        catch (InvalidDataException)
        {
            return received; // if the bytes are signed as they came, the cleaner will say what is wrong with them
        }
    }
}
