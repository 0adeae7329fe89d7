using Microsoft.ApplicationInsights.Channel;
using Microsoft.ApplicationInsights.Extensibility;
using Microsoft.Extensions.Configuration;

namespace Beejan.Functions.Hosting;

/// <summary>Says which app telemetry comes from: the site in Azure, as the host says it too; elsewhere a name of its own.</summary>
internal sealed class RoleName(IConfiguration configuration) : ITelemetryInitializer
{
    public const string Elsewhere = "beejan-complaints";

    private readonly string _name = configuration["WEBSITE_SITE_NAME"] is { Length: > 0 } site ? site : Elsewhere;

    public void Initialize(ITelemetry telemetry) => telemetry.Context.Cloud.RoleName = _name;
}
