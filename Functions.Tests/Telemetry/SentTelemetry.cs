using Beejan.Functions.Hosting;
using Beejan.Functions.Telemetry;
using Beejan.LocalServers.ApplicationInsights;
using Microsoft.ApplicationInsights;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Beejan.Functions.Tests.Telemetry;

/// <summary>Telemetry as the app sets it up, without the app: what is sent goes to an ingestion endpoint on this machine.</summary>
internal sealed class SentTelemetry : IAsyncDisposable
{
    private readonly IHost _host;

    private SentTelemetry(IngestionDouble ingestion, IHost host)
    {
        Ingestion = ingestion;
        _host = host;
    }

    public IngestionDouble Ingestion { get; }

    public IServiceProvider Services => _host.Services;

    public TelemetryClient Client => Services.GetRequiredService<TelemetryClient>();

    public PipelineTelemetry Pipeline => Services.GetRequiredService<PipelineTelemetry>();

    public static async Task<SentTelemetry> StartAsync(params (string Name, string Value)[] settings)
    {
        var ingestion = await IngestionDouble.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("APPLICATIONINSIGHTS_CONNECTION_STRING", ingestion.ConnectionString), .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))]);
        builder.Services.AddApplicationInsights(builder.Configuration);
        return new SentTelemetry(ingestion, builder.Build());
    }

    /// <summary>What was sent of a kind, when all of it has been.</summary>
    public async Task<IReadOnlyList<ReceivedTelemetry>> ReadAsync(string kind)
    {
        await Client.FlushAsync(CancellationToken.None);
        return Ingestion.Of(kind);
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Ingestion.DisposeAsync();
    }
}
