using System.Reflection;

namespace LocalWorker.Hosting;

/// <summary>Where functions come from, and the folder that holds host.json and local.settings.json.</summary>
internal sealed record FunctionSource(string Name, string Folder, IReadOnlyList<Type> Types)
{
    internal static FunctionSource Of(Assembly assembly) =>
        new(assembly.GetName().Name!, AppContext.BaseDirectory, assembly.GetTypes());

    internal static FunctionSource Of(string name, string folder, params Type[] types) => new(name, folder, types);
}
