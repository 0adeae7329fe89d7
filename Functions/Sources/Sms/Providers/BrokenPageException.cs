namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>What came is not a page of messages: a login page, half an answer, another API's JSON. Trying again may help.</summary>
internal sealed class BrokenPageException(string found, string expected, Exception? cause = null) : Exception($"Found {found}, expected {expected}.", cause)
{
    public string Found { get; } = found;

    public string Expected { get; } = expected;
}
