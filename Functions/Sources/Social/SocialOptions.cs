using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Sources.Social.Platforms;

namespace Beejan.Functions.Sources.Social;

/// <summary>Settings of the social webhooks. A platform that is enabled without its secret stops the start.</summary>
public sealed class SocialOptions : IValidatableObject
{
    public const string Section = "Social";

    /// <summary>The platforms that may deliver, apart by commas: <c>meta</c>, <c>x</c>, <c>standard</c>. All others are 404.</summary>
    public string Platforms { get; init; } = "";

    /// <summary>The largest body taken, in bytes; a larger one is 413. Meta sends 3 MB at most.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    public MetaOptions Meta { get; init; } = new();

    public XOptions X { get; init; } = new();

    public StandardOptions Standard { get; init; } = new();

    internal IEnumerable<string> PlatformNames => Platforms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PlatformNames.SelectMany(name => name switch
    {
        MetaPlatform.PlatformName => Meta.Faults(),
        XPlatform.PlatformName => X.Faults(),
        StandardPlatform.PlatformName => Standard.Faults(),
        _ => [new ValidationResult($"Social__Platforms names '{name}', expected any of {MetaPlatform.PlatformName}, {XPlatform.PlatformName}, {StandardPlatform.PlatformName}.")],
    });
}
