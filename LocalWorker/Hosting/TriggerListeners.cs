using LocalWorker.Blobs;
using LocalWorker.Functions;
using LocalWorker.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace LocalWorker.Hosting;

/// <summary>One listener for each function that isn't called over HTTP.</summary>
internal sealed class TriggerListeners(FunctionCatalog catalog, IServiceProvider services) : IDisposable
{
    internal IReadOnlyList<ITriggerListener> All { get; } = [.. catalog.Functions.Select(function => Create(function, services)).OfType<ITriggerListener>()];

    internal ITriggerListener? Find(string function) =>
        All.FirstOrDefault(listener => string.Equals(listener.Function.Name, function, StringComparison.OrdinalIgnoreCase));

    public void Dispose()
    {
        foreach (var listener in All.OfType<IDisposable>())
        {
            listener.Dispose();
        }
    }

    private static ITriggerListener? Create(LocalFunction function, IServiceProvider services) => function.Trigger switch
    {
        TimerBinding timer => ActivatorUtilities.CreateInstance<TimerListener>(services, function, timer),
        BlobBinding blob => ActivatorUtilities.CreateInstance<BlobListener>(services, function, blob),
        _ => null,
    };
}
