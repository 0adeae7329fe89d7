using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Beejan.Functions.Warehouse;

/// <summary>A numbered script of the Schema folder.</summary>
internal sealed record SchemaScript(int Version, string Name, string Text)
{
    // A checkout may turn line ends; that is not a change of the script.
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    public static IReadOnlyList<SchemaScript> ReadAll()
    {
        var assembly = typeof(SchemaScript).Assembly;
        var folder = typeof(SchemaScript).Namespace + ".Schema.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(folder, StringComparison.Ordinal))
                .Select(resource =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                    var name = resource[folder.Length..];
                    return new SchemaScript(int.Parse(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
                })
                .OrderBy(script => script.Version),
        ];
    }
}
