using System.Text.Json;
using System.Text.Json.Nodes;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>The layouts the app reads: a JSON file each beside this one, and those that a company declares in a file of its own.</summary>
public sealed class KnownLayouts
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    private KnownLayouts(RuleFile? file, IReadOnlyList<CallLogLayout> all)
    {
        File = file;
        All = all;
    }

    /// <summary>Those the app comes with.</summary>
    public static KnownLayouts BuiltIn { get; } = new(null, [.. ReadBuiltIn().Select(json => LayoutReader.Read(new LayoutDeclaration("the app", json)))]);

    /// <summary>The company's file; null: there is none.</summary>
    public RuleFile? File { get; }

    /// <summary>Goes up with the file's; 0 without one.</summary>
    public int Version => File?.Version ?? 0;

    /// <summary>A company's own come first: of two that fit a header equally well they are meant.</summary>
    internal IReadOnlyList<CallLogLayout> All { get; }

    /// <summary>Adds the layouts of a company's file: a list of them, behind the comment that says its version.</summary>
    /// <exception cref="RuleFileException">The file is no such list, or holds a layout that can't be meant.</exception>
    public static KnownLayouts Read(RuleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var builtIn = ReadBuiltIn().ToDictionary(NameOf);
        var own = new Dictionary<string, JsonObject>();
        foreach (var declared in ReadList(file))
        {
            var json = Extend(file, declared, name => own.GetValueOrDefault(name) ?? builtIn.GetValueOrDefault(name));
            if (!SourceKey.IsValid(NameOf(json)) || !own.TryAdd(NameOf(json), json))
            {
                throw new LayoutDeclaration(file.Name, json).Fault("name", "a name that another layout has, or none", "a name of its own");
            }
        }

        var layouts = own.Values.Select(json => LayoutReader.Read(new LayoutDeclaration(file.Name, json)));
        return new KnownLayouts(file, [.. layouts, .. BuiltIn.All.Where(layout => !own.ContainsKey(layout.Name))]);
    }

    private static IEnumerable<JsonObject> ReadBuiltIn()
    {
        var assembly = typeof(KnownLayouts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(typeof(KnownLayouts).Namespace + '.', StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonNode.Parse(stream, documentOptions: Lenient)!.AsObject();
        }
    }

    private static List<JsonObject> ReadList(RuleFile file)
    {
        try
        {
            if (JsonNode.Parse(file.Text, documentOptions: Lenient) is JsonArray list && list.All(layout => layout is JsonObject))
            {
                return [.. list.Select(layout => layout!.AsObject())];
            }
        }
        catch (JsonException e)
        {
            throw new RuleFileException($"{file.Name}{(e.LineNumber is { } line ? $", line {line + 1}" : "")}: found what is no JSON ({e.Message.Split(" LineNumber")[0].TrimEnd('.')}), expected a list of layouts.");
        }

        throw new RuleFileException($"{file.Name}: found JSON that is no list of objects, expected a list of layouts, as in [ {{ \"name\": … }} ].");
    }

    // What a layout says of itself comes over what the one it extends says; null takes away.
    private static JsonObject Extend(RuleFile file, JsonObject own, Func<string, JsonObject?> find)
    {
        if (own["extends"] is not { } extends)
        {
            return own;
        }

        var name = extends.GetValueKind() == JsonValueKind.String ? extends.GetValue<string>() : extends.ToJsonString();
        var extended = find(name) ?? throw new LayoutDeclaration(file.Name, own).Fault("extends", $"'{name}'", "the name of a layout the app has, or of one further up");
        return Merge(extended, own);
    }

    private static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = (JsonObject)under.DeepClone();
        foreach (var (name, value) in over)
        {
            merged[name] = merged[name] is JsonObject lower && value is JsonObject upper ? Merge(lower, upper) : value?.DeepClone();
        }

        return merged;
    }

    private static string NameOf(JsonObject layout) => new LayoutDeclaration("", layout).Name;
}
