namespace Beejan.Functions.Cleaning.Rules;

/// <summary>A rule file can't be used as it is, and no app starts with it: the message is a sentence for whoever edited it.</summary>
public sealed class RuleFileException(string message) : Exception(message)
{
    internal RuleFileException(RuleFile file, long line, string found, string expected)
        : this($"{file.Name}, line {line}: found {found}, expected {expected}.")
    {
    }
}
