using Azure.Identity;
using Beejan.Functions.Warehouse.DuckDb;
using Beejan.Functions.Warehouse.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
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
        services.AddSingleton<IWarehouse>(provider => provider.GetRequiredService<IOptions<WarehouseOptions>>() switch
        {
            { Value.Engine: WarehouseEngine.Postgres } options => new PostgresWarehouse(
                options, Password(options.Value), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresWarehouse>>()),
            var options => new DuckDbWarehouse(options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DuckDbWarehouse>>()),
        });
        return services;
    }

    private static PasswordProvider? Password(WarehouseOptions options)
    {
        if (options.Credential != WarehouseOptions.ManagedIdentity)
        {
            return null;
        }

        var identity = options.ClientId.Length > 0 ? ManagedIdentityId.FromUserAssignedClientId(options.ClientId) : ManagedIdentityId.SystemAssigned;
        return new EntraPassword(new ManagedIdentityCredential(identity)).GetAsync;
    }
}
