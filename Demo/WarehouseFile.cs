using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Demo;

/// <summary>The demo's warehouse, while the app doesn't hold it: DuckDB admits one process.</summary>
internal static class WarehouseFile
{
    public static async Task ApplySchemaAsync(string path, CancellationToken cancellationToken)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Warehouse:Path", path)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddWarehouse(settings).BuildServiceProvider();
        await services.GetRequiredService<IWarehouse>().ApplySchemaAsync(cancellationToken);
    }
}
