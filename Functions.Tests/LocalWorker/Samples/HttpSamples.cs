using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

public static partial class HttpSamples
{
    public static class Greets
    {
        [Function("Greets")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "greet/{name}/{times:int=1}")] HttpRequest request, string name, int times) =>
            Results.Text($"{request.Method} {name} x {times}");
    }

    public static class DefaultRoute
    {
        [Function("DefaultRoute")]
        public static async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            using var body = new StreamReader(request.Body);
            return new ObjectResult(await body.ReadToEndAsync(cancellationToken)) { StatusCode = StatusCodes.Status202Accepted };
        }
    }

    public static class Keyed
    {
        [Function("Keyed")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => Results.Ok(request.Method);
    }

    public static class Guarded
    {
        [Function("Guarded")]
        public static ValueTask<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, Route = "guarded/{id}")] HttpRequest request, Guid id) =>
            ValueTask.FromResult(Results.Ok($"{request.Method} {id}"));
    }

    public static class Throws
    {
        [Function("Throws")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            throw new InvalidOperationException($"{request.Method} failed.");
    }

    public sealed class Waits(Calls calls)
    {
        [Function("WaitsForTheDoor")]
        public async Task RunAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context)
        {
            calls.Add("started");
            await calls.WaitAtTheDoorAsync(context.CancellationToken);
            await request.HttpContext.Response.WriteAsync("ended", CancellationToken.None);
        }
    }

    /// <summary>Says what its invocation is made of.</summary>
    public sealed partial class Introduces(Calls calls, ILogger<Introduces> log) : IDisposable
    {
        [Function("Introduces")]
        public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context)
        {
            Inside(log);
            calls.Add("function");
            return Results.Json(new Dictionary<string, string>
            {
                ["invocation"] = context.InvocationId,
                ["name"] = context.FunctionDefinition.Name,
                ["entry"] = context.FunctionDefinition.EntryPoint,
                ["trigger"] = context.FunctionDefinition.InputBindings["request"].Type,
                ["trace"] = context.TraceContext.TraceParent,
                ["sameHttp"] = ReferenceEquals(context.GetHttpContext(), request.HttpContext).ToString(),
                ["feature"] = context.Features.Get<string>() ?? "",
            });
        }

        public void Dispose() => calls.Add("disposed");

        [LoggerMessage(1, LogLevel.Information, "inside")]
        private static partial void Inside(ILogger logger);
    }
}
