using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;

namespace Beejan.Functions.Tests.Infra;

/// <summary>The options of infra/deploy.sh.</summary>
internal static partial class DeployScript
{
    /// <summary>Those it takes: the labels of its case.</summary>
    public static IReadOnlyCollection<string> Options { get; } =
        [.. Label().Matches(Repository.Read("infra/deploy.sh")).SelectMany(label => OptionsIn(label.Value)).Distinct()];

    public static IEnumerable<string> OptionsIn(string text) => Option().Matches(text).Select(option => option.Value);

    [GeneratedRegex(@"^\s*--[a-z-]+\)", RegexOptions.Multiline)]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<=^|[\s(])--[a-z][a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Option();
}
