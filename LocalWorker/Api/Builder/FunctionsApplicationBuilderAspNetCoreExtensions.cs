using LocalWorker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Azure.Functions.Worker.Builder;

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        // Results of type IActionResult are executed by MVC's executors.
        builder.Services.AddMvcCore();
        builder.Services.TryAddSingleton<AspNetCoreIntegration>();
        return builder;
    }
}
