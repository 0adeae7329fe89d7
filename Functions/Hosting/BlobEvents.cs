using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Hosting;

/// <summary>How a blob trigger hears of a new blob.</summary>
internal static class BlobEvents
{
#if EVENT_GRID // Flex Consumption knows no other source; Azurite has no Event Grid.
    public const BlobTriggerSource Source = BlobTriggerSource.EventGrid;
#else
    public const BlobTriggerSource Source = BlobTriggerSource.LogsAndContainerScan;
#endif
}
