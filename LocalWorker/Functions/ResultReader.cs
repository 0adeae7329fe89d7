using System.Reflection;

namespace LocalWorker.Functions;

/// <summary>What a method returned, whichever kind of task it is.</summary>
internal sealed class ResultReader
{
    private readonly MethodInfo? _asTask;

    // Bound once: reflection for each invocation would cost more than most of what a worker does beside the function.
    private readonly Func<Task, object?> _result = static _ => null;

    internal ResultReader(Type returned)
    {
        _asTask = IsGeneric(returned, typeof(ValueTask<>)) ? returned.GetMethod(nameof(ValueTask<>.AsTask)) : null;
        if (ResultOf(returned) is var result && result != returned && result != typeof(void))
        {
            _result = typeof(ResultReader).GetMethod(nameof(ResultOfTask), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(result).CreateDelegate<Func<Task, object?>>();
        }
    }

    internal static Type ResultOf(Type returned) => returned switch
    {
        _ when returned == typeof(Task) || returned == typeof(ValueTask) => typeof(void),
        _ when IsGeneric(returned, typeof(Task<>)) || IsGeneric(returned, typeof(ValueTask<>)) => returned.GenericTypeArguments[0],
        _ => returned,
    };

    /// <returns>What is to be waited for; null: nothing, the value is the result.</returns>
    internal Task? TaskOf(object? value) => value switch
    {
        Task task => task,
        ValueTask plain => plain.AsTask(),
        _ => _asTask?.Invoke(value, null) as Task,
    };

    /// <summary>The result of a task that has ended well; null when it has none.</summary>
    internal object? ResultOf(Task ended) => _result(ended);

    private static object? ResultOfTask<T>(Task task) => ((Task<T>)task).Result;

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
