using System.Text;
using System.Text.RegularExpressions;

namespace LocalWorker.Blobs;

/// <summary>A path like <c>raw/sms/{name}</c>: a container, and a name whose parameters match anything, slashes included.</summary>
internal sealed partial class BlobPattern
{
    private readonly Regex _name;

    private BlobPattern(string container, string prefix, Regex name)
    {
        Container = container;
        Prefix = prefix;
        _name = name;
        Names = [.. name.GetGroupNames().Where(group => group != "0")];
    }

    internal string Container { get; }

    /// <summary>What every matching name starts with; a scan asks for no more.</summary>
    internal string Prefix { get; }

    internal IReadOnlyCollection<string> Names { get; }

    internal static BlobPattern? TryParse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        if (!ValidContainer().IsMatch(container) || slash == path.Length - 1)
        {
            return null;
        }

        return slash < 0 ? new BlobPattern(container, "", new Regex("^.*$", RegexOptions.Singleline)) : ParseName(container, path[(slash + 1)..]);
    }

    /// <returns>The parameters' values, or null when the name doesn't match.</returns>
    internal Dictionary<string, object?>? Match(string name)
    {
        var match = _name.Match(name);
        return match.Success ? Names.ToDictionary(each => each, each => (object?)match.Groups[each].Value, StringComparer.OrdinalIgnoreCase) : null;
    }

    private static BlobPattern? ParseName(string container, string name)
    {
        var pattern = new StringBuilder("^");
        var prefix = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match token in Token().Matches(name))
        {
            var text = token.Value;
            if (token.Groups[1] is { Success: true, Value: var parameter })
            {
                if (!seen.Add(parameter))
                {
                    return null;
                }

                pattern.Append("(?<").Append(parameter).Append(">.*)");
                continue;
            }

            var literal = text is "{{" or "}}" ? text[..1] : text;
            if (literal is not [not '{' and not '}', ..] && text.Length == 1)
            {
                return null;
            }

            pattern.Append(Regex.Escape(literal));
            if (seen.Count == 0)
            {
                prefix.Append(literal);
            }
        }

        return new BlobPattern(container, prefix.ToString(), new Regex(pattern.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant));
    }

    [GeneratedRegex(@"\{\{|\}\}|\{([A-Za-z_]\w*)\}|[^{}]+|[{}]")]
    private static partial Regex Token();

    [GeneratedRegex("^[a-z0-9$](?:-?[a-z0-9])*$")]
    private static partial Regex ValidContainer();
}
