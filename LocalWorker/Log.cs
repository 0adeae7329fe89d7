using Microsoft.Extensions.Logging;

namespace LocalWorker;

/// <summary>Every message the worker writes.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Executing 'Functions.{Function}' (Id={InvocationId})")]
    internal static partial void Executing(ILogger logger, string function, string invocationId);

    [LoggerMessage(2, LogLevel.Information, "Executed 'Functions.{Function}' (Succeeded, Id={InvocationId}, Duration={Duration}ms)")]
    internal static partial void Succeeded(ILogger logger, string function, string invocationId, long duration);

    [LoggerMessage(3, LogLevel.Error, "Executed 'Functions.{Function}' (Failed, Id={InvocationId}, Duration={Duration}ms)")]
    internal static partial void Failed(ILogger logger, string function, string invocationId, long duration, Exception exception);

    [LoggerMessage(10, LogLevel.Information, "Function '{Function}' ({Trigger}): {Where}")]
    internal static partial void Found(ILogger logger, string function, string trigger, string where);

    [LoggerMessage(11, LogLevel.Warning, "The setting '{Setting}' is not set: {What} answers 401")]
    internal static partial void KeyNotSet(ILogger logger, string setting, string what);

    [LoggerMessage(12, LogLevel.Information, "No new work; waiting for what still runs")]
    internal static partial void Draining(ILogger logger);

    [LoggerMessage(13, LogLevel.Warning, "What still runs had its time and is cancelled")]
    internal static partial void DrainTimedOut(ILogger logger);

    [LoggerMessage(14, LogLevel.Debug, "The listener of '{Function}' stopped")]
    internal static partial void ListenerStopped(ILogger logger, string function);

    [LoggerMessage(15, LogLevel.Critical, "The listener of '{Function}' failed in a way it can't go on from; the worker stops")]
    internal static partial void ListenerFailed(ILogger logger, string function, Exception exception);

    [LoggerMessage(16, LogLevel.Warning, "Function '{Function}' is disabled by a setting: nothing triggers it")]
    internal static partial void Disabled(ILogger logger, string function);

    [LoggerMessage(20, LogLevel.Warning, "'{Function}': the storage can't be reached ({What}); trying again")]
    internal static partial void StorageAway(ILogger logger, string function, string what, Exception exception);

    [LoggerMessage(21, LogLevel.Information, "'{Function}': the storage answers again")]
    internal static partial void StorageBack(ILogger logger, string function);

    [LoggerMessage(22, LogLevel.Warning, "'{Function}': {Blob} failed {Tries} times; a message is in the queue {Queue}")]
    internal static partial void Poisoned(ILogger logger, string function, string blob, int tries, string queue);

    [LoggerMessage(30, LogLevel.Information, "'{Function}' is past due: it was to run at {Due:O}")]
    internal static partial void PastDue(ILogger logger, string function, DateTime due);

    [LoggerMessage(31, LogLevel.Information, "'{Function}' failed and is tried again in {Pause} (retry {Retry} of {MaxRetries})")]
    internal static partial void Retrying(ILogger logger, string function, TimeSpan pause, int retry, int maxRetries);
}
