using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;

namespace Beejan.Functions.Tests.Conventions;

/// <summary>The repository's documents, and where their links lead.</summary>
internal static partial class Markdown
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults"];

    /// <summary>All of them, as paths from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below(new DirectoryInfo(Repository.Root)).Order(StringComparer.Ordinal)];

    /// <returns>The links that lead nowhere.</returns>
    public static IEnumerable<string> BrokenLinks(string file, string text) => Link().Matches(WithoutCode(text)).Select(link => link.Groups["target"].Value).Where(target => !Leads(file, text, target));

    /// <summary>The rows of a section's tables, cell by cell, without the heads.</summary>
    public static IEnumerable<string[]> Rows(string text, string section)
    {
        var lines = Section(text, section).Split('\n').ToList();
        return lines.Where((line, i) => line.StartsWith("| ", StringComparison.Ordinal) && !IsRuler(line) && !IsRuler(lines.ElementAtOrDefault(i + 1) ?? ""))
            .Select(line => line.Trim('|', ' ').Split(" | ", StringSplitOptions.TrimEntries));
    }

    /// <summary>What stands in backticks.</summary>
    public static IEnumerable<string> Names(string text) => Backticks().Matches(text).Select(name => name.Groups[1].Value);

    /// <summary>From a heading to the next one, of whatever level.</summary>
    public static string Section(string text, string heading) => Regex.Split(text, $@"(?m)^#+ {Regex.Escape(heading)}$")[1].Split("\n#")[0];

    private static bool Leads(string file, string text, string target)
    {
        if (Uri.TryCreate(target, UriKind.Absolute, out var address) && !address.IsFile)
        {
            return address.Scheme == "https" || address.IsLoopback;
        }

        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, "");
        var full = path.Length == 0 ? file : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, path));
        return Path.Exists(Path.Combine(Repository.Root, full)) && (anchor.Length == 0 || Anchors(path.Length == 0 ? text : Repository.Read(full)).Contains(anchor));
    }

    // As GitHub makes them: https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
    private static IEnumerable<string> Anchors(string text)
        => Heading().Matches(WithoutCode(text, keepsInline: true)).Select(heading => NotInAnchors().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string text, bool keepsInline = false)
    {
        var prose = Fence().Replace(text, "");
        return keepsInline ? prose : Backticks().Replace(prose, "");
    }

    private static bool IsRuler(string line) => line.StartsWith("| ---", StringComparison.Ordinal);

    private static IEnumerable<string> Below(DirectoryInfo folder)
        => folder.GetFiles("*.md").Select(file => Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'))
            .Concat(folder.GetDirectories().Where(inner => !NotOurs.Contains(inner.Name) && !inner.Name.StartsWith('.')).SelectMany(Below));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}_ -]")]
    private static partial Regex NotInAnchors();
}
