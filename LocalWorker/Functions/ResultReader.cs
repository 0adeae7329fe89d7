using System.Reflection;

namespace LocalWorker.Functions;

/// <summary>Waits for what a method returned, whichever kind of task it is.</summary>
internal sealed class ResultReader(Type returned)
{
    private readonly MethodInfo? _asTask = IsGeneric(returned, typeof(ValueTask<>)) ? returned.GetMethod(nameof(ValueTask<>.AsTask)) : null;

    private readonly PropertyInfo? _result = IsGeneric(returned, typeof(Task<>)) || IsGeneric(returned, typeof(ValueTask<>))
        ? typeof(Task<>).MakeGenericType(returned.GenericTypeArguments[0]).GetProperty(nameof(Task<>.Result))
        : null;

    internal static Type ResultOf(Type returned) => returned switch
    {
        _ when returned == typeof(Task) || returned == typeof(ValueTask) => typeof(void),
        _ when IsGeneric(returned, typeof(Task<>)) || IsGeneric(returned, typeof(ValueTask<>)) => returned.GenericTypeArguments[0],
        _ => returned,
    };

    internal async Task<object?> ReadAsync(object? value)
    {
        if (value is ValueTask plain)
        {
            await plain;
            return null;
        }

        if ((_asTask is null ? value : _asTask.Invoke(value, null)) is not Task task)
        {
            return value;
        }

        await task;
        return _result?.GetValue(task);
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
