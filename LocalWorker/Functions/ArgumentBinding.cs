using System.ComponentModel;
using System.Reflection;
using LocalWorker.Hosting;
using LocalWorker.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace LocalWorker.Functions;

/// <summary>Where one argument of a function comes from.</summary>
internal sealed class ArgumentBinding(Func<LocalFunctionContext, object?> read)
{
    internal object? Read(LocalFunctionContext context) => read(context);

    internal static IReadOnlyList<ArgumentBinding> Of(string function, MethodInfo method, FunctionTrigger trigger, ParameterInfo triggered) =>
        [.. method.GetParameters().Select(parameter => new ArgumentBinding(Choose(function, trigger, parameter, parameter.Position == triggered.Position)))];

    private static Func<LocalFunctionContext, object?> Choose(string function, FunctionTrigger trigger, ParameterInfo parameter, bool isTriggered)
    {
        var type = parameter.ParameterType;
        var name = trigger.Names.FirstOrDefault(known => string.Equals(known, parameter.Name, StringComparison.OrdinalIgnoreCase));
        if (isTriggered)
        {
            return trigger.ParameterTypes.Contains(type)
                ? context => context.Input.Value(type)
                : throw StartRefusedException.Function(function, $"a {trigger.Type} can't bind to '{type.Name}' here, only to {string.Join(" or ", trigger.ParameterTypes.Select(known => known.Name))}.");
        }

        if (type == typeof(FunctionContext))
        {
            return context => context;
        }

        if (type == typeof(CancellationToken))
        {
            return context => context.CancellationToken;
        }

        var converter = TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type);
        if (name is not null && (type == typeof(string) || (type.IsValueType && converter.CanConvertFrom(typeof(string)))))
        {
            return context => Convert(context, name, parameter, converter);
        }

        throw StartRefusedException.Function(function, $"nothing binds to its parameter '{parameter.Name}' of type '{type.Name}'; "
            + $"besides FunctionContext and CancellationToken there is {(trigger.Names.Count == 0 ? "nothing" : string.Join(", ", trigger.Names))}.");
    }

    private static object? Convert(LocalFunctionContext context, string name, ParameterInfo parameter, TypeConverter converter)
    {
        var value = context.BindingContext.BindingData.GetValueOrDefault(name);
        if (value is null)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        }

        return parameter.ParameterType.IsInstanceOfType(value) ? value : converter.ConvertFromInvariantString(value.ToString()!);
    }
}
