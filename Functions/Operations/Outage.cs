using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations;

/// <summary>
/// Whether a failure with one blob is the world's: without storage, network, disk or warehouse every other blob would
/// fail, too, so whoever goes through many ends with it and is run again. Anything else is this blob's alone.
/// </summary>
internal static class Outage
{
    public static bool Is(Exception failure) => failure switch
    {
        RequestFailedException storage => storage.Status is 0 or 401 or 403 or 408 or 429 or >= 500 || storage.ErrorCode == BlobErrorCode.ContainerNotFound,
        AggregateException tries => tries.InnerExceptions.Any(Is), // the SDK's word for "tried several times"
        EndOfStreamException => false, // a file that is cut off
        WarehouseUnavailableException or WarehouseSchemaException or AuthenticationFailedException => true,
        HttpRequestException or SocketException or TimeoutException or IOException => true,
        _ => failure is OperationCanceledException or ObjectDisposedException, // the app stops
    };
}
