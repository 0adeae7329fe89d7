using Beejan.Functions.Warehouse;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Beejan.Demo;

/// <summary>Prepares the demo's warehouse, while the app doesn't run: DuckDB admits one process.</summary>
internal static class WarehouseSchema
{
    /// <param name="settings">The app's.</param>
    /// <param name="cancellationToken">Ends it; a script that was not finished leaves nothing.</param>
    /// <exception cref="DemoException">A setting of the warehouse is wrong.</exception>
    public static async Task ApplyAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            .Build();
        await using var services = new ServiceCollection().AddLogging().AddWarehouse(configuration).BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IWarehouse>().ApplySchemaAsync(cancellationToken);
        }
        catch (OptionsValidationException e)
        {
            throw new DemoException(e.Message);
        }
    }
}
