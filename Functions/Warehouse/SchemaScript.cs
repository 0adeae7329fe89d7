using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Beejan.Functions.Warehouse;

/// <summary>
/// A numbered script of the Schema folder: <c>NNN-name.sql</c> for both engines, <c>NNN-name.duckdb.sql</c> or
/// <c>NNN-name.postgres.sql</c> where they have no words in common.
/// </summary>
internal sealed record SchemaScript(int Version, string Name, string Text)
{
    // A checkout may turn line ends; that is not a change of the script.
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    public static IReadOnlyList<SchemaScript> ReadAll(WarehouseEngine engine)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var folder = typeof(SchemaScript).Namespace + ".Schema.";
        var otherEngines = Enum.GetValues<WarehouseEngine>().Where(other => other != engine).Select(other => $".{other.ToString().ToLowerInvariant()}.sql").ToArray();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(folder, StringComparison.Ordinal) && !otherEngines.Any(other => resource.EndsWith(other, StringComparison.Ordinal)))
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
