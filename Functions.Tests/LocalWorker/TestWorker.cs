using Beejan.Functions.Tests.LocalWorker.Samples;
using Beejan.Functions.Tests.Support;
using LocalWorker.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Tests.LocalWorker;

/// <summary>An app of a few sample functions, with a lake and a host id of its own.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    private readonly IHost _host;

    private TestWorker(IHost host, Calls calls, RecordedLogs logs)
    {
        _host = host;
        Calls = calls;
        Logs = logs;
        var server = host.Services.GetRequiredService<IServer>();
        Http = new HttpClient { BaseAddress = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    internal Calls Calls { get; }

    internal RecordedLogs Logs { get; }

    internal HttpClient Http { get; }

    internal IServiceProvider Services => _host.Services;

    internal static async Task<TestWorker> StartAsync(TestApp app, params Type[] functions)
    {
        var logs = new RecordedLogs();
        var calls = new Calls();
        var builder = CreateBuilder(app, functions);
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton(calls);
        if (app.Clock is not null)
        {
            builder.Services.AddSingleton(app.Clock);
        }

        app.Configure(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new TestWorker(host, calls, logs);
    }

    internal static FunctionsApplicationBuilder CreateBuilder(TestApp app, params Type[] functions)
    {
        var builder = new FunctionsApplicationBuilder(app.Args(), FunctionSource.Of("Functions.Tests", app.Folder, functions));
        builder.ConfigureFunctionsWebApplication();
        return builder;
    }

    internal Task SeesAsync(int calls, int withinSeconds = 10) =>
        Eventually.Is(() => Calls.Seen.Count >= calls, $"{calls} calls were made, saw {Calls.Seen.Count}", withinSeconds);

    internal Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
