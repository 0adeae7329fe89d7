namespace Beejan.Functions.Sources;

/// <summary>The files that were taken and still lie in <c>landing</c>: blob name to the ETag it had. As long as the folder's listing.</summary>
internal sealed class LandingCursor
{
    public Dictionary<string, string> Taken { get; init; } = [];
}
