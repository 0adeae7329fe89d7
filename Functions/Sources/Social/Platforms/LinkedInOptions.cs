using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Settings of LinkedIn's webhooks.</summary>
public sealed class LinkedInOptions
{
    /// <summary>The app's client secret: the key of <c>X-LI-Signature</c> and of the answer to the challenge.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>The one before, while it is being changed: signatures by it are still taken; empty: none.</summary>
    public string PreviousClientSecret { get; init; } = "";

    internal IEnumerable<ValidationResult> Faults()
    {
        if (string.IsNullOrWhiteSpace(ClientSecret))
        {
            yield return new ValidationResult("Social__LinkedIn__ClientSecret is missing, but Social__Platforms enables linkedin: without it anybody could post.");
        }
    }
}
