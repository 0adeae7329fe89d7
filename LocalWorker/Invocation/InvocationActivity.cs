using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Invocation;

/// <summary>The activity of one invocation; there whether or not anyone listens, so that a trace parent always is.</summary>
internal sealed class InvocationActivity : TraceContext, IDisposable
{
    // The name under which Microsoft's worker publishes its own.
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    private readonly Activity _activity;

    internal InvocationActivity(string function, string invocationId)
    {
        _activity = Source.StartActivity($"function {function}", ActivityKind.Server) ?? new Activity($"function {function}").Start();
        _activity.SetTag("faas.name", function).SetTag("faas.invocation_id", invocationId);
    }

    public override string TraceParent => _activity.Id!;

    public override string TraceState => _activity.TraceStateString ?? "";

    public void Dispose() => _activity.Dispose();

    internal void Failed(Exception exception) => _activity.SetStatus(ActivityStatusCode.Error, exception.Message);
}
