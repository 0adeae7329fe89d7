using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LocalWorker.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalWorker.Functions;

/// <summary>Every function of the app. One that can't run here stops the start; the host would disable it and go on.</summary>
internal sealed partial class FunctionCatalog(IReadOnlyList<LocalFunction> functions)
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    internal IReadOnlyList<LocalFunction> Functions => functions;

    internal static FunctionCatalog Discover(IEnumerable<Type> types, TriggerReader triggers)
    {
        var functions =
            from type in types
            from method in type.GetMethods(All)
            let attribute = method.GetCustomAttribute<FunctionAttribute>()
            where attribute is not null
            select Read(attribute.Name, method, triggers);

        var known = new Dictionary<string, LocalFunction>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions)
        {
            if (!known.TryAdd(function.Name, function))
            {
                throw StartRefusedException.Function(function.Name, $"two functions have this name, {known[function.Name].EntryPoint} and {function.EntryPoint}.");
            }
        }

        return new FunctionCatalog([.. known.Values]);
    }

    private static LocalFunction Read(string name, MethodInfo method, TriggerReader triggers)
    {
        RefuseUnlessCallable(name, method);
        var parameters = method.GetParameters()
            .Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute)))
            .ToList();
        if (parameters is not [var parameter])
        {
            throw StartRefusedException.Function(name, $"found {parameters.Count} trigger attributes on its parameters, expected one.");
        }

        var trigger = triggers.Read(name, parameter);
        var result = ResultReader.ResultOf(method.ReturnType);
        if (!trigger.Returns(result))
        {
            throw StartRefusedException.Function(name, $"a {trigger.Type} can't return '{result.Name}' here.");
        }

        var retry = method.GetCustomAttribute<RetryAttribute>();
        if (retry is not null && trigger is not Timers.TimerBinding)
        {
            throw StartRefusedException.Function(name, "a retry attribute belongs on timers only; blob triggers are tried again by themselves.");
        }

        if (retry is not (null or FixedDelayRetryAttribute or ExponentialBackoffRetryAttribute))
        {
            throw StartRefusedException.Function(name, $"'{retry.GetType().Name}' is no retry strategy of the host's.");
        }

        return new LocalFunction(name, method, trigger, parameter, RetryPolicy.Of(retry));
    }

    private static void RefuseUnlessCallable(string name, MethodInfo method)
    {
        if (!ValidName().IsMatch(name))
        {
            throw StartRefusedException.Function(name, "a name starts with a letter and goes on with letters, digits, '-' and '_', 128 at most.");
        }

        if (!method.DeclaringType!.IsVisible || !method.IsPublic)
        {
            throw StartRefusedException.Function(name, $"{method.DeclaringType.Name}.{method.Name} is not public; Microsoft's worker would skip it without a word.");
        }

        if (method.ContainsGenericParameters || (method.DeclaringType.IsAbstract && !method.IsStatic))
        {
            throw StartRefusedException.Function(name, $"{method.DeclaringType.Name}.{method.Name} is abstract or generic, so nothing can call it.");
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            throw StartRefusedException.Function(name, "it is 'async void', so nobody learns when it ends or fails; return Task.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z][\w-]{0,127}$")]
    private static partial Regex ValidName();
}
