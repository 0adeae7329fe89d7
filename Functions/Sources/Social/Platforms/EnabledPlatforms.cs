using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>
/// The platforms the app can read, and those that may deliver. Cleaning knows all of them: what was accepted once is
/// still read after its platform was switched off.
/// </summary>
public sealed class EnabledPlatforms
{
    private readonly Dictionary<string, SocialPlatform> _enabled;
    private readonly Dictionary<string, SocialPlatform> _known;

    public EnabledPlatforms(IOptions<SocialOptions> options)
    {
        var tolerance = options.Value.SignatureTolerance;
        SocialPlatform[] known =
        [
            new MetaPlatform(options.Value.Meta),
            new XPlatform(options.Value.X),
            new LinkedInPlatform(options.Value.LinkedIn),
            new TikTokPlatform(options.Value.TikTok, tolerance),
            new StandardPlatform(options.Value.Standard, tolerance),
        ];
        _known = known.ToDictionary(platform => platform.Name, StringComparer.Ordinal);
        _enabled = options.Value.PlatformNames.Distinct().Select(name => _known[name]).ToDictionary(platform => platform.Name, StringComparer.Ordinal);
    }

    /// <summary>The platform of an address; null when it is unknown or not enabled, which a caller can't tell apart.</summary>
    internal SocialPlatform? Find(string name) => _enabled.GetValueOrDefault(name);

    internal SocialPlatform? FindKnown(string name) => _known.GetValueOrDefault(name);
}
