using System.Text.RegularExpressions;

namespace Beejan.Demo.Faults;

/// <summary>docs/runbook.md, as far as a mail leads to it.</summary>
internal static class Runbook
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "alerts", "runbook.md"));

    /// <summary>The first sentence of a section.</summary>
    /// <param name="section">Named as the rule.</param>
    /// <param name="fault">One of those that the section says it was tried by.</param>
    /// <exception cref="DemoException">There is no such section, or it was not tried by this fault.</exception>
    public static string Summary(string section, string fault)
    {
        var found = Regex.Match(Text, $@"(?s)\n## {Regex.Escape(section)}\n\n(?<first>[^\n]+)\n(?<rest>.*?)(?=\n## |$)");
        return found.Success && found.Groups["rest"].Value.Contains($"`{fault}`", StringComparison.Ordinal)
            ? found.Groups["first"].Value.Split(". ")[0].TrimEnd('.') + "."
            : throw new DemoException($"docs/runbook.md has no section {section} that names {fault}: whoever is woken would stand alone.");
    }
}
