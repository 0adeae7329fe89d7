using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Settings of TikTok's webhooks.</summary>
public sealed class TikTokOptions
{
    /// <summary>The app's client secret: the key of <c>Tiktok-Signature</c>.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>The one before, while it is being changed: signatures by it are still taken; empty: none.</summary>
    public string PreviousClientSecret { get; init; } = "";

    internal IEnumerable<ValidationResult> Faults()
    {
        if (string.IsNullOrWhiteSpace(ClientSecret))
        {
            yield return new ValidationResult("Social__TikTok__ClientSecret is missing, but Social__Platforms enables tiktok: without it anybody could post.");
        }
    }
}
