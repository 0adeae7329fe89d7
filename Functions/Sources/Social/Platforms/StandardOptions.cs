using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Settings of senders that speak Standard Webhooks.</summary>
public sealed class StandardOptions
{
    private const string SecretPrefix = "whsec_";

    /// <summary>The shared secret: <c>whsec_</c> and base64, as the sender shows it.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The one before, while it is being changed; empty: none.</summary>
    public string PreviousSecret { get; init; } = "";

    internal SigningKeys Keys => new([.. new[] { Secret, PreviousSecret }.Where(IsSecret).Select(secret => Convert.FromBase64String(secret[SecretPrefix.Length..]))]);

    internal IEnumerable<ValidationResult> Faults()
    {
        if (string.IsNullOrWhiteSpace(Secret))
        {
            yield return new ValidationResult("Social__Standard__Secret is missing, but Social__Platforms enables standard: without it anybody could post.");
        }
        else if (!IsSecret(Secret))
        {
            yield return new ValidationResult("Social__Standard__Secret is not of the form whsec_ and base64.");
        }

        if (PreviousSecret.Length > 0 && !IsSecret(PreviousSecret))
        {
            yield return new ValidationResult("Social__Standard__PreviousSecret is neither empty nor of the form whsec_ and base64.");
        }
    }

    private static bool IsSecret(string text)
        => text.StartsWith(SecretPrefix, StringComparison.Ordinal) && text.Length > SecretPrefix.Length && Base64.IsValid(text.AsSpan(SecretPrefix.Length));
}
