using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Settings of Meta's webhooks (Facebook Pages, Messenger, Instagram, WhatsApp).</summary>
public sealed class MetaOptions
{
    /// <summary>The app's secret: the key of <c>X-Hub-Signature-256</c>.</summary>
    public string AppSecret { get; init; } = "";

    /// <summary>The secret before it, accepted beside it while it is being changed; empty: none.</summary>
    public string PreviousAppSecret { get; init; } = "";

    /// <summary>The word of one's own choice that Meta repeats when it checks the address.</summary>
    public string VerifyToken { get; init; } = "";

    internal SigningKeys Keys => new([.. new[] { AppSecret, PreviousAppSecret }.Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(Encoding.UTF8.GetBytes)]);

    internal IEnumerable<ValidationResult> Faults()
    {
        if (string.IsNullOrWhiteSpace(AppSecret))
        {
            yield return new ValidationResult("Social__Meta__AppSecret is missing, but Social__Platforms enables meta: without it anybody could post.");
        }

        if (string.IsNullOrWhiteSpace(VerifyToken))
        {
            yield return new ValidationResult("Social__Meta__VerifyToken is missing, but Social__Platforms enables meta: without it the address can't be verified.");
        }
    }
}
