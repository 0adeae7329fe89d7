using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Settings of senders that speak Standard Webhooks.</summary>
public sealed class StandardOptions
{
    internal const string SecretPrefix = "whsec_";

    /// <summary>The shared secret: <c>whsec_</c> and base64, as the sender shows it.</summary>
    public string Secret { get; init; } = "";

    internal byte[] Key => Convert.FromBase64String(Secret[SecretPrefix.Length..]);

    internal IEnumerable<ValidationResult> Faults()
    {
        if (string.IsNullOrWhiteSpace(Secret))
        {
            yield return new ValidationResult("Social__Standard__Secret is missing, but Social__Platforms enables standard: without it anybody could post.");
        }
        else if (!Secret.StartsWith(SecretPrefix, StringComparison.Ordinal) || Secret.Length == SecretPrefix.Length || !Base64.IsValid(Secret.AsSpan(SecretPrefix.Length)))
        {
            yield return new ValidationResult("Social__Standard__Secret is not of the form whsec_ and base64.");
        }
    }
}
