namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>Where a provider's answer has what, by paths from the top of its JSON: <c>_links.next.href</c>.</summary>
/// <param name="List">The array of messages.</param>
/// <param name="Texts">Values that are a text or null.</param>
/// <param name="Numbers">Values that are a number or null.</param>
/// <param name="Expected">The shape in words.</param>
internal sealed record SmsPageShape(string List, IReadOnlyList<string> Texts, IReadOnlyList<string> Numbers, string Expected)
{
    /// <summary>Whether anything of interest is below an object.</summary>
    public bool GoesBelow(string path) => Texts.Concat(Numbers).Append(List).Any(known => known.StartsWith(path + ".", StringComparison.Ordinal));
}
