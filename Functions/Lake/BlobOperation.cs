using System.Diagnostics;

namespace Beejan.Functions.Lake;

/// <summary>
/// What all telemetry of a complaint has in common, from the webhook or the timer to the warehouse: its W3C trace id, which
/// Application Insights calls operation id. It travels as a blob's metadata, because between two stages there is nothing
/// but a blob.
/// </summary>
internal static class BlobOperation
{
    private const string Key = "Beejan.TraceParent";

    /// <summary>The operation that runs, as W3C's traceparent; null: none.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The trace id of the operation that runs; empty: none.</summary>
    public static string CurrentId => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : "";

    /// <summary>Writes the operation that runs into the metadata of a blob that it makes.</summary>
    public static void Write(IDictionary<string, string> metadata)
    {
        if (Current is { } traceParent)
        {
            metadata[BlobMetadata.TraceParent] = traceParent;
        }
    }

    /// <summary>Goes on with the operation that a blob came by. A blob without one is part of whatever runs now.</summary>
    public static Task GoOnAsync(string stage, IDictionary<string, string> metadata, Func<Task> work) => GoOnAsync(
        stage,
        metadata,
        async () =>
        {
            await work();
            return true;
        });

    /// <summary>Likewise, for work that comes to something.</summary>
    public static async Task<T> GoOnAsync<T>(string stage, IDictionary<string, string> metadata, Func<Task<T>> work)
    {
        using var activity = GoOn(stage, metadata.TryGetValue(BlobMetadata.TraceParent, out var traceParent) ? traceParent : null);
        try
        {
            return await work();
        }
        catch (Exception e) when (activity is not null)
        {
            e.Data[Key] = activity.Id; // whoever reports it stands outside, where another operation runs
            throw;
        }
    }

    /// <summary>Goes on with the operation in which an exception was thrown.</summary>
    public static Activity? GoOn(Exception exception) => GoOn("failure", exception.Data[Key] as string);

    /// <returns>To be disposed at its end; null when there is nothing to go on with.</returns>
    public static Activity? GoOn(string name, string? traceParent)
        => ActivityContext.TryParse(traceParent, null, out var parent)
            ? new Activity(name).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start()
            : null;
}
