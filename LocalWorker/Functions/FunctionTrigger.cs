namespace LocalWorker.Functions;

/// <summary>What a trigger attribute asks for, with its settings resolved.</summary>
internal abstract record FunctionTrigger
{
    /// <summary>The binding's type as the host's metadata calls it.</summary>
    internal abstract string Type { get; }

    /// <summary>The types the trigger's own parameter can have.</summary>
    internal abstract IReadOnlyList<Type> ParameterTypes { get; }

    /// <summary>What other parameters can be bound to, by name.</summary>
    internal virtual IReadOnlyCollection<string> Names => [];

    internal virtual bool Returns(Type result) => result == typeof(void);
}
