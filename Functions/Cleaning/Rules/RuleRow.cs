namespace Beejan.Functions.Cleaning.Rules;

/// <summary>One row of a rule file.</summary>
/// <param name="Line">1-based line of the file where it starts.</param>
/// <param name="Fields">A field per column, trimmed.</param>
internal readonly record struct RuleRow(long Line, IReadOnlyList<string> Fields);
