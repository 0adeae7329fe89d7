using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LocalWorker.Invocation;

/// <summary>The services of one request. A scope is opened for the first that isn't a singleton: most functions need none that is.</summary>
internal sealed class RequestServices(HttpContext http, IServiceProvider root, FrozenSet<Type> singletons) : IKeyedServiceProvider
{
    /// <summary>What is registered as a singleton, and as nothing else.</summary>
    internal static FrozenSet<Type> Singletons(IServiceCollection services) =>
        services.Where(service => !service.IsKeyedService)
            .GroupBy(service => service.ServiceType)
            .Where(type => type.All(service => service.Lifetime == ServiceLifetime.Singleton))
            .Select(type => type.Key)
            .ToFrozenSet();

    public object? GetService(Type serviceType) => (singletons.Contains(serviceType) ? root : http.RequestServices).GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)http.RequestServices).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)http.RequestServices).GetRequiredKeyedService(serviceType, serviceKey);
}
