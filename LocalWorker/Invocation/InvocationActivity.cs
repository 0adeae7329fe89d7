using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Invocation;

/// <summary>The activity of one invocation; there whether or not anyone listens, so that a trace parent always is.</summary>
internal sealed class InvocationActivity : TraceContext, IDisposable
{
    // The name under which Microsoft's worker publishes its own.
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    private readonly Activity _activity;

    /// <param name="function">The function.</param>
    /// <param name="name">The activity's name.</param>
    /// <param name="invocationId">Told to those who listen.</param>
    internal InvocationActivity(string function, string name, string invocationId)
    {
        _activity = Source.StartActivity(name, ActivityKind.Server)?.SetTag("faas.name", function).SetTag("faas.invocation_id", invocationId) ?? new Activity(name).Start();
    }

    public override string TraceParent => _activity.Id!;

    public override string TraceState => _activity.TraceStateString ?? "";

    public void Dispose() => _activity.Dispose();

    internal void Failed(Exception exception) => _activity.SetStatus(ActivityStatusCode.Error, exception.Message);
}
