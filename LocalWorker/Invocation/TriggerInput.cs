namespace LocalWorker.Invocation;

/// <summary>What set a function off.</summary>
/// <param name="Value">The trigger's argument, in the type the parameter has.</param>
/// <param name="Data">The binding data by name.</param>
internal sealed record TriggerInput(Func<Type, object> Value, IReadOnlyDictionary<string, object?> Data);
