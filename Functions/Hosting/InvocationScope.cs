using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Hosting;

/// <summary>Puts function and invocation on every line that is logged meanwhile, so that a failure's lines are found by its id.</summary>
internal sealed class InvocationScope(ILogger<InvocationScope> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var scope = new Dictionary<string, object> { ["Function"] = context.FunctionDefinition.Name, ["InvocationId"] = context.InvocationId };
        using (logger.BeginScope(scope))
        {
            await next(context);
        }
    }
}
