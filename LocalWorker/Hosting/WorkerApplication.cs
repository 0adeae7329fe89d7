using LocalWorker.Functions;
using LocalWorker.Http;
using LocalWorker.Invocation;
using LocalWorker.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LocalWorker.Hosting;

/// <summary>Makes a host of what the app configured, or refuses by name.</summary>
internal static class WorkerApplication
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    internal static IHost Build(
        WebApplicationBuilder web, FunctionSource source, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        RefuseHalfAnApplicationInsights(web.Services);
        var hostJson = HostJson.Read(source.Folder, web.Configuration);
        var connections = new StorageConnections(web.Configuration);
        var catalog = FunctionCatalog.Discover(source.Types, new TriggerReader(new SettingText(web.Configuration), connections, hostJson,
            web.Services.Any(service => service.ServiceType == typeof(AspNetCoreIntegration))));

        web.Services.TryAddSingleton(TimeProvider.System);
        web.Services.AddSingleton(hostJson);
        web.Services.AddSingleton(catalog);
        web.Services.AddSingleton(new HostStorage(HostId.Of(source.Name, web.Configuration), connections));
        web.Services.AddSingleton(new AccessKeys(web.Configuration));
        web.Services.AddSingleton(new InvocationPipeline(middleware));
        web.Services.AddSingleton<RunningInvocations>();
        web.Services.AddSingleton<DisabledFunctions>();
        web.Services.AddSingleton<FunctionInvoker>();
        web.Services.AddSingleton<TriggerListeners>();
        web.Services.AddHostedService<ParentWatch>();
        web.Services.AddHostedService<ListenerService>();
        web.Services.Configure<HostOptions>(host => host.ShutdownTimeout =
            web.Configuration.GetValue("LocalWorker:DrainTimeout", RunningInvocations.DefaultGrace) + (2 * ListenerService.LastMoment));
        web.WebHost.UseUrls(web.Configuration["urls"] ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? DefaultUrl);

        var singletons = RequestServices.Singletons(web.Services);
        var app = web.Build();
        app.UseRouting();
        FunctionEndpoints.Map(app, singletons);
        AdminEndpoints.Map(app);
        return app;
    }

    private static void RefuseHalfAnApplicationInsights(IServiceCollection services)
    {
        var wish = services.FirstOrDefault(service => service.ServiceType == typeof(ApplicationInsightsWish))?.ImplementationInstance;
        if (wish is ApplicationInsightsWish { WasAdded: false })
        {
            throw new StartRefusedException(
                "ConfigureFunctionsApplicationInsights() needs AddApplicationInsightsTelemetryWorkerService() before it; in Azure the worker would stop here too.");
        }
    }
}
