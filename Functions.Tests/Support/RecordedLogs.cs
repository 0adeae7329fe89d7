using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Tests.Support;

/// <summary>Log lines with the scope they were written in.</summary>
internal sealed class RecordedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    internal IReadOnlyList<Line> Lines => [.. _lines];

    /// <summary>Called with how many lines there are, after each.</summary>
    internal Action<int>? Heard { get; set; }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    internal sealed record Line(string Category, LogLevel Level, string Text, Exception? Exception, Dictionary<string, object> Scope);

    private sealed class Recorder(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object>();
            logs._scopes.ForEachScope(
                static (value, all) =>
                {
                    foreach (var (key, item) in value as IEnumerable<KeyValuePair<string, object>> ?? [])
                    {
                        all[key] = item;
                    }
                },
                scope);
            logs._lines.Enqueue(new Line(category, logLevel, formatter(state, exception), exception, scope));
            logs.Heard?.Invoke(logs._lines.Count);
        }
    }
}
