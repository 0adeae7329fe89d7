using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>Settings of X's webhooks.</summary>
public sealed class XOptions
{
    /// <summary>The app's consumer secret (API key secret): the key of the signatures and of our answers to challenges.</summary>
    public string ConsumerSecret { get; init; } = "";

    /// <summary>The secret before it, accepted beside it while it is being changed; empty: none.</summary>
    public string PreviousConsumerSecret { get; init; } = "";

    internal byte[] Key => Encoding.UTF8.GetBytes(ConsumerSecret);

    internal SigningKeys Keys => new([.. new[] { ConsumerSecret, PreviousConsumerSecret }.Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(Encoding.UTF8.GetBytes)]);

    internal IEnumerable<ValidationResult> Faults()
    {
        if (string.IsNullOrWhiteSpace(ConsumerSecret))
        {
            yield return new ValidationResult("Social__X__ConsumerSecret is missing, but Social__Platforms enables x: without it anybody could post.");
        }
    }
}
