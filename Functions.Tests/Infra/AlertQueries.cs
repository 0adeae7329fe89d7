using System.Text.Json;
using Beejan.Functions.Tests.Support;
using Beejan.LocalServers;

namespace Beejan.Functions.Tests.Infra;

/// <summary>Checks Kusto queries by Microsoft's own parser, against the tables of a workspace.</summary>
internal static class AlertQueries
{
    private static readonly string Pins = Path.Combine(AppContext.BaseDirectory, "Infra", "npm");

    public static IReadOnlyList<string> Files { get; } = [.. Directory.GetFiles(Path.Combine(Repository.Root, "infra", "alerts"), "*.kql").Order(StringComparer.Ordinal)];

    /// <returns>What is wrong with each file; none: nothing.</returns>
    public static async Task<IReadOnlyDictionary<string, string[]>> CheckAsync(params IEnumerable<string> files)
    {
        var node = new Node();
        var installed = await new NpmFolder(node, Pins, NpmFolder.DefaultCache).EnsureAsync(_ => { }, CancellationToken.None);
        var (exitCode, output, errors) = await Command.RunAsync(Node.Describe(node.Command, [Path.Combine(Pins, "check.cjs"), Path.Combine(installed, "node_modules"), Path.Combine(Pins, "tables.json"), .. files]));
        return exitCode == 0 ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)! : throw new InvalidOperationException(errors);
    }
}
