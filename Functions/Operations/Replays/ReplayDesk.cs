using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Operations.Replays;

/// <summary>Takes requests for replays, and tells how far they have come.</summary>
public sealed partial class ReplayDesk(LakeStore lake, IEnumerable<LakeSource> sources, TimeProvider clock, ILogger<ReplayDesk> logger)
{
    private const int LongestBody = 64 * 1024;

    public async Task<IResult> AcceptAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        try
        {
            var request = ReplayRequestReader.Read(await ReadBodyAsync(http, cancellationToken), sources, clock.GetUtcNow());
            await MustBeThereAsync(request, cancellationToken);
            var id = await KeepAsync(request, cancellationToken);
            await ReplayRecord.CreateAsync(lake, ReplayProgress.Of(id, request), cancellationToken);
            Log.ReplayRequested(logger, id, request.Words, request.IsDryRun);

            var url = $"{http.PathBase}{http.Path.Value?.TrimEnd('/')}/{id}"; // host.json's prefix is in it
            var note = request.IsDryRun ? "A dry run: it says what would be done and changes nothing. Ask with \"dryRun\": false to do it." : "It changes the warehouse. The status says how far it has come.";
            return Results.Accepted(url, new ReplayAccepted(id, request.Words, request.IsDryRun, url, note));
        }
        catch (BadReplayRequestException bad)
        {
            return Results.Problem(bad.Message, title: "This can't be replayed.", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    public async Task<IResult> TellAsync(string id, CancellationToken cancellationToken)
        => Id().IsMatch(id) && await ReplayRecord.FindAsync(lake, id, cancellationToken) is { } record
            ? Results.Json(record.Progress)
            : Results.Problem("There is no replay with this id. POST /api/replay answers with the ids of those that it accepts.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest http, CancellationToken cancellationToken)
    {
        var body = new byte[LongestBody + 1];
        var length = await http.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LongestBody ? body.AsMemory(0, length) : throw new BadReplayRequestException($"Found a body of more than {LongestBody} bytes, expected a short JSON object.");
    }

    private async Task MustBeThereAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        if (request.Blob is { } path && !await BlobOf(path).ExistsAsync(cancellationToken))
        {
            throw new BadReplayRequestException($"Found no blob {path} in the lake, expected one that is there. What newer rules made of its raw blob has another name.");
        }
    }

    private BlobClient BlobOf(string path)
    {
        var (container, name) = path.StartsWith("raw/", StringComparison.Ordinal) ? (lake.Raw, path["raw/".Length..]) : (lake.Clean, path["clean/".Length..]);
        return container.GetBlobClient(name);
    }

    // The request is there before its progress: of a desk that is killed in between nothing is left that waits for ever.
    private async Task<string> KeepAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var id = $"{request.RequestedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetInt32(0x10000):x4}";
            var blob = lake.State.GetBlobClient(ReplayRequest.NameOf(id));
            if (await LakeStore.WriteOnceAsync(blob, request.ToJson().ToStream(), "application/json", new Dictionary<string, string>(), cancellationToken))
            {
                return id;
            }
        }
    }

    [GeneratedRegex("^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
