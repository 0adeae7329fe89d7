using System.Diagnostics;
using System.Text.Json;
using LocalWorker.Functions;
using LocalWorker.Hosting;
using LocalWorker.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Http;

/// <summary>The host's own addresses: run a function by hand, and ask how the host is.</summary>
internal static class AdminEndpoints
{
    internal static void Map(WebApplication app)
    {
        app.MapGet("/admin/host/ping", static () => Results.Ok());
        app.MapGet("/admin/host/status", static (HttpContext http) => IsAllowed(http) ? Status(http.RequestServices) : Results.Unauthorized());
        app.MapPost("/admin/functions/{name}", static async (HttpContext http, string name) =>
            IsAllowed(http) ? await RunAsync(http, name) : Results.Unauthorized());
        if (!app.Services.GetRequiredService<AccessKeys>().HasMasterKey)
        {
            Log.KeyNotSet(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LocalWorker.Http"), AccessKeys.MasterSetting, "/admin");
        }
    }

    private static bool IsAllowed(HttpContext http) =>
        http.RequestServices.GetRequiredService<AccessKeys>().Open(AuthorizationLevel.Admin, http.Request);

    private static IResult Status(IServiceProvider services) => Results.Json(new Dictionary<string, object>
    {
        ["id"] = services.GetRequiredService<HostStorage>().HostId,
        ["state"] = "Running",
        ["version"] = typeof(AdminEndpoints).Assembly.GetName().Version!.ToString(),
    });

    private static async Task<IResult> RunAsync(HttpContext http, string name)
    {
        var catalog = http.RequestServices.GetRequiredService<FunctionCatalog>();
        if (!catalog.Functions.Any(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            return Results.NotFound();
        }

        var input = await ReadInputAsync(http.Request);
        if (input is null)
        {
            return Results.BadRequest("Expected a JSON body {\"input\": \"…\"}.");
        }

        if (http.RequestServices.GetRequiredService<TriggerListeners>().Find(name) is not { } listener)
        {
            return Results.BadRequest($"'{name}' is called over HTTP: call its own address.");
        }

        var manual = listener.PrepareManualRun(input);
        if (manual.Run is null)
        {
            return Results.BadRequest(manual.Refusal);
        }

        Start(manual.Run, http.RequestServices.GetRequiredService<RunningInvocations>());
        return Results.Accepted();
    }

    private static void Start(Func<Task> run, RunningInvocations running)
    {
        // Counted from here on, so that a stop in between waits for it.
        var entry = running.Enter();
        _ = Task.Run(async () =>
        {
            using (entry)
            {
                // Its own trace, not a part of the request's, which is over by now.
                Activity.Current = null;
                await run();
            }
        });
    }

    private static async Task<string?> ReadInputAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty("input", out var input))
            {
                return null;
            }

            return input.ValueKind == JsonValueKind.String ? input.GetString() : input.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
