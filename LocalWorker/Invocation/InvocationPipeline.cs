using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

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
        var method = context.Function.Method;
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        try
        {
            object?[] arguments = [.. context.Function.Arguments.Select(argument => argument.Read(context))];
            var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            context.Result = await context.Function.Result.ReadAsync(returned);
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
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
