using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Beejan.Functions.Lake;

/// <summary>The failure notes, one blob for each function and path: <c>state/failures/{function}/{path}.json</c>.</summary>
internal static class FailureNotes
{
    private const string Prefix = "failures/";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Keeps a failure in place of the last one of the same function and path, and counts on.</summary>
    /// <returns>What is kept now.</returns>
    public static async Task<FailureNote> KeepAsync(LakeStore lake, FailureNote note, CancellationToken cancellationToken)
    {
        var before = await FindAsync(lake, note.Function, note.Path, cancellationToken);
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        var counted = before is null ? note : note with { Since = before.Since, Times = note.Times + before.Times };
        await BlobOf(lake, note.Function, note.Path).UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(counted, Format)), options, cancellationToken);
        return counted;
    }

    /// <returns>Null: it never failed, or went well since.</returns>
    public static async Task<FailureNote?> FindAsync(LakeStore lake, string function, string path, CancellationToken cancellationToken)
        => await ReadAsync(BlobOf(lake, function, path), cancellationToken);

    /// <summary>Forgets a failure that has been overcome.</summary>
    public static Task DeleteAsync(LakeStore lake, string function, string path, CancellationToken cancellationToken)
        => BlobOf(lake, function, path).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>All of them, the newest first.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="most">No more than so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<FailureNote>> ListAsync(LakeStore lake, int most, CancellationToken cancellationToken)
    {
        var blobs = new PriorityQueue<string, DateTimeOffset>();
        await foreach (var blob in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = Prefix }, cancellationToken))
        {
            blobs.Enqueue(blob.Name, blob.Properties.LastModified ?? DateTimeOffset.MinValue);
            if (blobs.Count > most)
            {
                blobs.Dequeue();
            }
        }

        var notes = new List<FailureNote>();
        while (blobs.TryDequeue(out var name, out _))
        {
            if (await ReadAsync(lake.State.GetBlobClient(name), cancellationToken) is { } note)
            {
                notes.Add(note);
            }
        }

        notes.Reverse();
        return notes;
    }

    /// <summary>Which there are, in the order of their names, without opening one.</summary>
    public static async IAsyncEnumerable<(string Function, string Path, DateTimeOffset At)> FindAllAsync(LakeStore lake, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in lake.State.GetBlobsAsync(new GetBlobsOptions { Prefix = Prefix }, cancellationToken))
        {
            var name = blob.Name[Prefix.Length..^".json".Length];
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            yield return (slash < 0 ? name : name[..slash], slash < 0 ? "" : name[(slash + 1)..], blob.Properties.LastModified ?? DateTimeOffset.MinValue);
        }
    }

    private static BlobClient BlobOf(LakeStore lake, string function, string path)
        => lake.State.GetBlobClient(path.Length > 0 ? $"{Prefix}{function}/{path}.json" : $"{Prefix}{function}.json");

    private static async Task<FailureNote?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<FailureNote>(Format);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
