using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

/// <summary>A function, and the services of its invocation.</summary>
public static class ScopedServices
{
    public sealed class OfOneInvocation(Calls calls) : IDisposable
    {
        public Guid Id { get; } = Guid.NewGuid();

        public void Dispose() => calls.Add($"disposed {Id}");
    }

    public sealed class Uses(OfOneInvocation own, Calls calls)
    {
        [Function("UsesScoped")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context)
        {
            var services = context.InstanceServices;
            var isOne = services.GetRequiredService<OfOneInvocation>() == own && request.HttpContext.RequestServices.GetRequiredService<OfOneInvocation>() == own
                && services.GetRequiredService<Calls>() == calls && services.GetRequiredKeyedService<OfOneInvocation>("again") == own
                && services.GetKeyedService<Calls>("none") is null && services.GetServices<Calls>().Single() == calls;
            return Results.Text(isOne ? $"{own.Id}" : "others");
        }
    }
}
