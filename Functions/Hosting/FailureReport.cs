using System.Collections.Concurrent;
using System.Diagnostics;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Beejan.Functions.Telemetry.Events;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Hosting;

/// <summary>
/// Tells how each invocation ended. Of one that fails: its exception, once; a note for the sweep and the status page, where a
/// timer or a blob set it off; and an alert when nothing tries again. The exception goes on to the host, whatever becomes of that.
/// </summary>
internal sealed class FailureReport(LakeStore lake, PipelineTelemetry telemetry, IEnumerable<LakeSource> sources, TimeProvider clock, ILogger<FailureReport> logger) : IFunctionsWorkerMiddleware
{
    // A note is worth a moment, not the SDK's minutes of patience with a storage that is away.
    private static readonly TimeSpan NotePatience = TimeSpan.FromSeconds(5);

    // What failed here, and since when. A hint, so that a blob which goes well costs no request: a note that another instance
    // left, or this one before a restart, is removed by the sweep.
    private readonly ConcurrentDictionary<(string Function, string Path), DateTimeOffset> _failed = new();

    // What each function is, so that not each webhook finds out anew.
    private readonly ConcurrentDictionary<string, Invocation> _last = new();

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        var invocation = _last.TryGetValue(function, out var last)
            ? last.Again(context)
            : _last.GetOrAdd(function, Invocation.Of(context, sources.Select(source => source.Name))).Again(context);
        var (since, started) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        try
        {
            await next(context);
        }
        catch (Exception e)
        {
            var isCutShort = e is OperationCanceledException && context.CancellationToken.IsCancellationRequested;
            if (!isCutShort || !invocation.IsHttp) // a caller who hung up is no failure
            {
                using var operation = BlobOperation.GoOn(e);
                await ReportAsync(invocation, since, e, isCutShort);
            }

            throw;
        }

        if (invocation.IsTimer)
        {
            telemetry.Track(new FunctionRan(invocation.Function, Stopwatch.GetElapsedTime(started)));
        }

        var blob = (invocation.Function, invocation.Path);
        var hadFailed = _failed.ContainsKey(blob) && _failed.TryRemove(blob, out _); // to ask takes no lock, to remove what isn't there does
        if (invocation.IsTimer || (invocation.IsBlob && hadFailed))
        {
            await TryAsync(token => FailureNotes.DeleteAsync(lake, invocation.Function, invocation.Path, token), invocation, Log.FailureNoteStays);
        }
    }

    private async Task ReportAsync(Invocation invocation, DateTimeOffset since, Exception exception, bool isCutShort)
    {
        var cause = FailureTable.RootOf(exception);
        var (kind, advice) = FailureTable.Find(cause);
        var hint = SensitiveText.Mask(advice); // it may hold a provider's own words, and stands on the status page
        telemetry.Track(exception, new FailedInvocation(invocation.Function, invocation.Id, invocation.Source, invocation.Stage, invocation.Path, kind.ToString(), hint));

        // Of a failure that lasts the first: to Azure an alert with another time is another one, with a mail of its own.
        var first = _failed.GetOrAdd((invocation.Function, invocation.Path), since);
        if (!invocation.IsHttp)
        {
            var note = new FailureNote(invocation.Function, invocation.Source, invocation.Path, first, clock.GetUtcNow(), 1, BlobOperation.CurrentId, cause.GetType().Name, kind, hint);
            await TryAsync(async token => first = (await FailureNotes.KeepAsync(lake, note, token)).Since, invocation, Log.FailureNoteLost);
        }

        if (!invocation.IsBlob && invocation.IsLastTry && !isCutShort)
        {
            var feed = invocation.Source.Length > 0 ? invocation.Source : invocation.Function;
            telemetry.Track(new FunctionFailed(feed, $"{invocation.Function} has failed and is not tried again ({cause.GetType().Name})", first, 0, invocation.Function, hint));
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, Invocation invocation, Action<ILogger, string, string, string> onFailure)
    {
        using var patience = new CancellationTokenSource(NotePatience, clock);
        try
        {
            await work(patience.Token);
        }
        catch (Exception e)
        {
            onFailure(logger, invocation.Function, invocation.Path, e.GetType().Name); // what the invocation came to counts, not the note of it
        }
    }
}
