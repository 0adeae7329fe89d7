using Beejan.Functions.Warehouse.DuckDb;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Warehouse;

internal static class WarehouseServices
{
    public static IServiceCollection AddWarehouse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WarehouseOptions>()
            .Bind(configuration.GetSection(WarehouseOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WarehouseOptions>>(new DuckDbLibrary(DuckDbLibrary.IsPresent));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IWarehouse, DuckDbWarehouse>();
        return services;
    }
}
