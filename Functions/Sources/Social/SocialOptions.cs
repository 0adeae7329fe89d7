using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Sources.Social.Platforms;

namespace Beejan.Functions.Sources.Social;

/// <summary>Settings of the social webhooks. A platform that is enabled without its secret stops the start.</summary>
public sealed class SocialOptions : IValidatableObject
{
    public const string Section = "Social";

    /// <summary>The most that <see cref="MaxBodyBytes"/> can be, in bytes: what the host takes.</summary>
    internal const int LargestBody = 100 * 1024 * 1024;

    /// <summary>The platforms that may deliver, apart by commas: <c>meta</c>, <c>x</c>, <c>linkedin</c>, <c>tiktok</c>, <c>standard</c>. All others are 404.</summary>
    public string Platforms { get; init; } = "";

    /// <summary>The largest body taken, in bytes, packed or not; a larger one is 413. Meta sends 3 MB at most.</summary>
    [Range(1024, LargestBody, ErrorMessage = "Social__MaxBodyBytes is not between 1024 and 104857600.")]
    public int MaxBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The deepest JSON taken; a deeper one is 400. The cleaner reads none that is deeper than 64.</summary>
    [Range(1, 64, ErrorMessage = "Social__MaxDepth is not between 1 and 64.")]
    public int MaxDepth { get; init; } = 64;

    /// <summary>How far the time in a signature (standard, tiktok) may be from ours: past it, somebody sends an old delivery again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Social__SignatureTolerance is not between 00:00:01 and 7.00:00:00.")]
    public TimeSpan SignatureTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the first of the deliveries that become one blob waits for others; zero: each is a blob. Platforms wait two seconds or more.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02", ErrorMessage = "Social__CommitWindow is not between 00:00:00 and 00:00:02.")]
    public TimeSpan CommitWindow { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Deliveries of so many bytes, as they are kept, are written before their window ends: about a hundred and fifty. While no blob
    /// of the platform is on its way, those of a quarter as many bytes are. Fewer in a blob cost the storage more, and more wait
    /// longer for each other.
    /// </summary>
    [Range(1, LargestBody, ErrorMessage = "Social__CommitBytes is not between 1 and 104857600.")]
    public int CommitBytes { get; init; } = 96 * 1024;

    /// <summary>So many deliveries must be missing, by the weeks before, until a platform is silent; 0: it is never.</summary>
    [Range(0, 10_000, ErrorMessage = "Social__SilenceAfter is not between 0 and 10000.")]
    public int SilenceAfter { get; init; } = 20;

    public MetaOptions Meta { get; init; } = new();

    public XOptions X { get; init; } = new();

    public LinkedInOptions LinkedIn { get; init; } = new();

    public TikTokOptions TikTok { get; init; } = new();

    public StandardOptions Standard { get; init; } = new();

    internal IEnumerable<string> PlatformNames => Platforms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PlatformNames.SelectMany(name => name switch
    {
        MetaPlatform.PlatformName => Meta.Faults(),
        XPlatform.PlatformName => X.Faults(),
        LinkedInPlatform.PlatformName => LinkedIn.Faults(),
        TikTokPlatform.PlatformName => TikTok.Faults(),
        StandardPlatform.PlatformName => Standard.Faults(),
        _ => [new ValidationResult($"Social__Platforms names '{name}', expected any of {MetaPlatform.PlatformName}, {XPlatform.PlatformName}, {LinkedInPlatform.PlatformName}, {TikTokPlatform.PlatformName}, {StandardPlatform.PlatformName}.")],
    });
}
