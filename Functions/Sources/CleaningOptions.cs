using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources;

/// <summary>Settings of cleaning that all sources share.</summary>
public sealed class CleaningOptions : IValidatableObject
{
    public const string Section = "Cleaning";

    /// <summary>The country (ISO 3166, two letters) whose numbering plan reads telephone numbers without a country code.</summary>
    [Required]
    public string DefaultRegion { get; init; } = "NG";

    /// <summary>Keys of one file held in memory (some 30 bytes each) while looking for duplicates; past that they go to disk.</summary>
    [Range(1, 100_000_000)]
    public int DuplicateKeysInMemory { get; init; } = 1_000_000;

    /// <summary>The file of topic rules; empty: the app's own.</summary>
    public string TopicRules { get; init; } = "";

    /// <summary>The file of place names; empty: the app's own.</summary>
    public string PlaceNames { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!PhoneNumber.IsRegion(DefaultRegion))
        {
            yield return new ValidationResult($"Cleaning__DefaultRegion is '{DefaultRegion}', expected a country by its two letters, as in NG.");
        }
    }
}
