using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Hosting;

/// <summary>Puts function and invocation on every line that is logged meanwhile, so that a failure's lines are found by its id.</summary>
internal sealed class InvocationScope(ILogger<InvocationScope> logger) : IFunctionsWorkerMiddleware
{
    private static readonly AsyncLocal<IReadOnlyList<KeyValuePair<string, object>>?> Running = new();

    /// <summary>Function and invocation of the code that runs; null outside of any.</summary>
    public static IReadOnlyList<KeyValuePair<string, object>>? Current => Running.Value;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        KeyValuePair<string, object>[] scope = [new("Function", context.FunctionDefinition.Name), new("InvocationId", context.InvocationId)];
        Running.Value = scope;
        using (logger.BeginScope(scope))
        {
            await next(context);
        }
    }
}
