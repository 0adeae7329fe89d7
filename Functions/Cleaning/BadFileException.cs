namespace Beejan.Functions.Cleaning;

/// <summary>
/// The whole raw blob breaks its contract (unknown layout, torn, not what its name says). The clean stage turns it into
/// one reject for the file; it never reaches the host, because trying again can't help.
/// </summary>
internal sealed class BadFileException(string @field, string found, string expected, string rule) : Exception($"{@field}: found {found}, expected {expected}.")
{
    public string Field { get; } = @field;

    public string Found { get; } = found;

    public string Expected { get; } = expected;

    public string Rule { get; } = rule;

    /// <summary>Records the file holds, as far as they could be counted before it was refused.</summary>
    public long Records { get; init; } = 1;
}
