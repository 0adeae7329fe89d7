using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Lake;

/// <summary>Writes rejects as JSON lines.</summary>
/// <param name="bytes">About how many at most.</param>
internal sealed partial class RejectWriter(long bytes) : IAsyncDisposable
{
    // For people and DuckDB, never for a page: accents and quotes stay readable.
    private static readonly Lines Format = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private TempFile? _file; // most files have no rejects

    /// <summary>Records refused: counted here, from what was written.</summary>
    public long Records { get; private set; }

    /// <summary>The same by rule, in the order of the rules' names.</summary>
    public SortedDictionary<string, long> ByRule { get; } = new(StringComparer.Ordinal);

    public TempFile File => _file ??= TempFile.CreateFor(".jsonl", bytes);

    public void Write(Reject reject)
    {
        JsonSerializer.Serialize(File.Stream, reject, Format.Reject);
        File.Stream.WriteByte((byte)'\n');
        Records += reject.Records;
        ByRule[reject.Rule] = ByRule.GetValueOrDefault(reject.Rule) + reject.Records;
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Made when the app is built: most pages have a reject, and the first should not wait for a serialiser.
    [JsonSerializable(typeof(Reject))]
    private sealed partial class Lines : JsonSerializerContext;
}
