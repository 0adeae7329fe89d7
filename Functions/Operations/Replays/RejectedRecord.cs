using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Beejan.Functions.Operations.Replays;

/// <summary>Of a reject what two readings are compared by, and nothing that a customer said.</summary>
/// <param name="Record">The record's number, rising through a file of rejects; 0: the whole blob was refused.</param>
/// <param name="Records">How many records it stands for.</param>
internal sealed record RejectedRecord(long Record, long Records = 1)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Reads JSON lines as the clean stage writes them, or as <see cref="WriteAsync"/> does.</summary>
    public static async IAsyncEnumerable<RejectedRecord> ReadAsync(Stream rejects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(rejects, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize<RejectedRecord>(line, Format) ?? throw new InvalidDataException("A line of rejects holds no JSON object.");
        }
    }

    public static async Task WriteAsync(IAsyncEnumerable<RejectedRecord> rejects, Stream to, CancellationToken cancellationToken)
    {
        await foreach (var reject in rejects.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(to, reject, Format, cancellationToken);
            to.WriteByte((byte)'\n');
        }
    }
}
