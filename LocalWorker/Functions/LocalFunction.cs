using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace LocalWorker.Functions;

/// <summary>A function that was found and can run here.</summary>
internal sealed class LocalFunction : FunctionDefinition
{
    internal LocalFunction(string name, MethodInfo method, FunctionTrigger trigger, ParameterInfo parameter, RetryPolicy retry)
    {
        Name = name;
        ActivityName = $"function {name}";
        Method = method;
        Invoke = MethodInvoker.Create(method);
        Create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        Trigger = trigger;
        Retry = retry;
        Arguments = ArgumentBinding.Of(name, method, trigger, parameter);
        Result = new ResultReader(method.ReturnType);
        Parameters = [.. method.GetParameters().Select(each => new FunctionParameter(each.Name!, each.ParameterType))];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty.Add(parameter.Name!, new TriggerMetadata(parameter.Name!, trigger.Type));
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly => Method.Module.Assembly.Location;

    public override string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public override string Id => HostName;

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    internal string ActivityName { get; }

    /// <summary>How the host names the function in its storage.</summary>
    internal string HostName => $"Host.Functions.{Name}";

    internal MethodInfo Method { get; }

    /// <summary>Calls the method; what it throws comes as it is.</summary>
    internal MethodInvoker Invoke { get; }

    /// <summary>Makes an instance for one invocation; null when the method is static.</summary>
    internal ObjectFactory? Create { get; }

    internal FunctionTrigger Trigger { get; }

    internal RetryPolicy Retry { get; }

    internal IReadOnlyList<ArgumentBinding> Arguments { get; }

    internal ResultReader Result { get; }

    private sealed class TriggerMetadata(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
