using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace LocalWorker.Invocation;

/// <summary>The app's middleware in the order in which it was added, then the function.</summary>
internal sealed class InvocationPipeline
{
    private readonly FunctionExecutionDelegate _first;

    internal InvocationPipeline(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        _first = middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallFunction, static (next, wrap) => wrap(next));

    internal Task RunAsync(LocalFunctionContext context) => _first(context);

    private static async Task CallFunction(FunctionContext given)
    {
        var context = (LocalFunctionContext)given;
        var function = context.Function;
        var instance = function.Create?.Invoke(context.InstanceServices, null);
        try
        {
            var arguments = new object?[function.Arguments.Count];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = function.Arguments[i].Read(context);
            }

            var returned = function.Invoke.Invoke(instance, arguments.AsSpan());
            if (function.Result.TaskOf(returned) is not { } task)
            {
                context.Result = returned;
                return;
            }

            await task;
            context.Result = function.Result.ResultOf(task);
        }
        finally
        {
            if (instance is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else if (instance is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
    }
}
