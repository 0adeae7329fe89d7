using System.Collections.Frozen;
using LocalWorker.Functions;
using LocalWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Http;

/// <summary>Gives every HTTP function its route.</summary>
internal static class FunctionEndpoints
{
    internal static void Map(WebApplication app, FrozenSet<Type> singletons)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LocalWorker.Http");
        var keys = app.Services.GetRequiredService<AccessKeys>();
        var invoker = app.Services.GetRequiredService<FunctionInvoker>();
        var functions = app.Services.GetRequiredService<FunctionCatalog>().Functions;
        var disabled = app.Services.GetRequiredService<DisabledFunctions>();
        foreach (var function in functions)
        {
            if (disabled.Contains(function))
            {
                Log.Disabled(logger, function.Name);
            }
            else if (function.Trigger is HttpBinding binding)
            {
                Log.Found(logger, function.Name, binding.Type, $"/{binding.Route.RawText} {string.Join(' ', binding.Methods)}".TrimEnd());
                var endpoint = app.Map(binding.Route, http => AnswerAsync(http, new RequestServices(http, app.Services, singletons), function, binding, keys, invoker));
                if (binding.Methods.Count > 0)
                {
                    endpoint.WithMetadata(new HttpMethodMetadata(binding.Methods.Select(method => method.ToUpperInvariant())));
                }
            }
            else
            {
                Log.Found(logger, function.Name, function.Trigger.Type, function.EntryPoint);
            }
        }

        if (!keys.OpensFunctions && functions.Any(function => function.Trigger is HttpBinding { Level: AuthorizationLevel.Function }))
        {
            Log.KeyNotSet(logger, AccessKeys.FunctionSetting, "every function of authorization level Function");
        }
    }

    private static async Task AnswerAsync(HttpContext http, RequestServices services, LocalFunction function, HttpBinding binding, AccessKeys keys, FunctionInvoker invoker)
    {
        if (!keys.Open(binding.Level, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var input = new TriggerInput(_ => http.Request, http.Request.RouteValues);
        if (await invoker.TryRunAsync(function, input, Attempt.Only, services, http, result => WriteAsync(http, result)))
        {
            return;
        }

        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    private static Task WriteAsync(HttpContext http, object? result) => result switch
    {
        IResult minimal => minimal.ExecuteAsync(http),
        IActionResult mvc => mvc.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        _ => Task.CompletedTask,
    };
}
