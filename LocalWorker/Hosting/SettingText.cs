using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace LocalWorker.Hosting;

/// <summary>Puts settings in the place of %Section:Setting% in what a trigger attribute says.</summary>
internal sealed partial class SettingText(IConfiguration settings)
{
    internal string Resolve(string function, string text) => Reference().Replace(text, reference =>
    {
        var name = reference.Groups[1].Value;
        if (name.Contains("__", StringComparison.Ordinal))
        {
            // The host doesn't resolve it either, and disables the function.
            throw StartRefusedException.Function(function, $"'%{name}%' does not resolve in Azure; write '%{name.Replace("__", ":", StringComparison.Ordinal)}%'.");
        }

        return settings[name] ?? throw StartRefusedException.Function(function, $"the setting '{name}' is not set ('{text}' needs it).");
    });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
