using Beejan.Functions.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Beejan.Functions.Tests.Infra;

/// <summary>A workflow of GitHub Actions, as far as tests ask for it.</summary>
internal sealed class Workflow
{
    public const string Folder = ".github/workflows";

    private readonly YamlMappingNode _root;

    private Workflow(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        _root = (YamlMappingNode)yaml.Documents.Single().RootNode;
        Text = text;
    }

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, Folder)).Select(path => $"{Folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)];

    public string Text { get; }

    public IReadOnlyCollection<string> Triggers => [.. Map(_root, "on").Keys];

    public IReadOnlyDictionary<string, string> Permissions => Values(_root, "permissions");

    public IEnumerable<WorkflowJob> Jobs => Map(_root, "jobs").Select(job => new WorkflowJob(job.Key, (YamlMappingNode)job.Value));

    /// <exception cref="YamlDotNet.Core.YamlException">It is no YAML.</exception>
    public static Workflow Parse(string text) => new(text);

    public static Workflow Read(string path) => new(Repository.Read(path));

    public WorkflowJob Job(string name) => Jobs.Single(job => job.Name == name);

    internal static Dictionary<string, YamlNode> Map(YamlMappingNode node, string key)
        => node.Children.TryGetValue(key, out var child) && child is YamlMappingNode map ? map.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value) : [];

    // One word for all, as in write-all, is the value of everything.
    internal static Dictionary<string, string> Values(YamlMappingNode node, string key)
        => Value(node, key) is { Length: > 0 } all ? new() { ["*"] = all } : Map(node, key).ToDictionary(pair => pair.Key, pair => (pair.Value as YamlScalarNode)?.Value ?? "");

    internal static string Value(YamlMappingNode node, string key)
        => node.Children.TryGetValue(key, out var child) ? (child as YamlScalarNode)?.Value ?? "" : "";
}
