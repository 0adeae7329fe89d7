using Azure;
using Azure.Identity;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Reconcile;

/// <summary>Whether a failure is the world's: then every other blob would fail, too, and the sweep ends with it.</summary>
internal static class Outage
{
    public static bool Is(Exception failure) => failure switch
    {
        RequestFailedException storage => storage.Status is 0 or 401 or 403 or 408 or 429 or >= 500,
        AggregateException tries => tries.InnerExceptions.Any(Is), // the SDK's word for "tried several times"
        EndOfStreamException => false, // a file that is cut off
        _ => failure is WarehouseUnavailableException or WarehouseSchemaException or AuthenticationFailedException or HttpRequestException or TimeoutException or IOException or OperationCanceledException,
    };
}
