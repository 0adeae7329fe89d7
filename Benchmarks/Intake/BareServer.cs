using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using LocalWorker.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Beejan.Benchmarks.Intake;

/// <summary>The Kestrel that the app runs in, set up as there, and nothing of its functions.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(IntakeWay way, string address, CancellationToken ct)
    {
        var builder = WorkerDefaults.CreateBuilder([], FunctionSource.Of("Benchmarks", AppContext.BaseDirectory));
        builder.WebHost.UseUrls(address);
        builder.Services.AddHostedService<ParentWatch>();
        builder.Services.Configure<SocialOptions>(builder.Configuration.GetSection(SocialOptions.Section)).AddSingleton<EnabledPlatforms>();
        await using var app = builder.Build();
        app.Run(way == IntakeWay.Empty ? static _ => Task.CompletedTask : CheckSignature(app.Services));
        await HostingAbstractionsHostExtensions.RunAsync(app, ct);
        return 0;
    }

    private static RequestDelegate CheckSignature(IServiceProvider services)
    {
        var platform = services.GetRequiredService<EnabledPlatforms>().Find(MetaPlatform.PlatformName)!;
        var maxBytes = services.GetRequiredService<IOptions<SocialOptions>>().Value.MaxBodyBytes;
        return async http =>
        {
            var body = await RequestBody.ReadAsync(http.Request, maxBytes, http.RequestAborted);
            var verdict = platform.Verify(http.Request.Headers, body, TimeProvider.System.GetUtcNow());
            http.Response.StatusCode = verdict == SignatureVerdict.Valid ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        };
    }
}
