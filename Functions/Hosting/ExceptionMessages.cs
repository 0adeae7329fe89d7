using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using Azure;
using Azure.Identity;
using Microsoft.ApplicationInsights.DataContracts;

namespace Beejan.Functions.Hosting;

/// <summary>
/// Which exceptions' messages may be told: those that our own code wrote, which hold no customer data, and those that
/// tell of the world. Others quote what they were reading (a database the row, a parser the text), so type and stack must do.
/// </summary>
internal static class ExceptionMessages
{
    private const string Withheld = "(message withheld: it may quote a customer's data)";

    public static void Scrub(ExceptionTelemetry telemetry)
    {
        // In the order in which the SDK went through them: each exception, then those inside it.
        var details = telemetry.ExceptionDetailsInfoList;
        var exceptions = Flatten(telemetry.Exception).ToList();
        for (var i = 0; i < details.Count; i++)
        {
            details[i].Message = i < exceptions.Count ? Of(exceptions[i]) : Withheld;
        }
    }

    /// <summary>What may be told of an exception.</summary>
    public static string Of(Exception exception) => exception switch
    {
        AggregateException => "One or more errors occurred.", // its message is those inside it, once more
        DbException { SqlState: { Length: > 0 } state } when !IsOurs(exception) => $"SQLSTATE {state} {Withheld}",
        _ => IsOurs(exception) || TellsOfTheWorld(exception) ? SensitiveText.Mask(exception.Message) : Withheld,
    };

    private static IEnumerable<Exception> Flatten(Exception? exception) => exception switch
    {
        null => [],
        AggregateException { InnerExceptions: var inner } => inner.SelectMany(Flatten).Prepend(exception),
        _ => Flatten(exception.InnerException).Prepend(exception),
    };

    // Who threw it wrote it, whatever its type.
    private static bool IsOurs(Exception exception)
        => exception.GetType().Assembly == Assembly.GetExecutingAssembly()
        || new StackTrace(exception).GetFrame(0)?.GetMethod()?.DeclaringType?.Assembly == Assembly.GetExecutingAssembly();

    private static bool TellsOfTheWorld(Exception exception)
        => exception is RequestFailedException or AuthenticationFailedException or HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException
            or ObjectDisposedException or NullReferenceException or OutOfMemoryException;
}
