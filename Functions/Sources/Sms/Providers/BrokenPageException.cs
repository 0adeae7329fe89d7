namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>What came is not a page of messages: a login page, half an answer, another API's JSON. Trying again may help.</summary>
internal sealed class BrokenPageException(string found, Exception? cause = null) : Exception($"Found {found}, expected {Expected}.", cause)
{
    public const string Expected = "a JSON object with messages (an array) and next_page_uri (a text or null)";

    public string Found { get; } = found;
}
