using System.Globalization;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Operations.Status;

/// <summary>The names that a walk goes through.</summary>
/// <param name="Raw">What raw blobs begin with, in container <c>raw</c>.</param>
/// <param name="Derived">What manifests begin with in container <c>state</c>, and clean files with their container.</param>
internal sealed record WalkRange(string Raw, string Derived)
{
    public static WalkRange All(string source) => new(source + "/", CleanManifest.Prefix(source));

    public static WalkRange Of(string source, DateOnly day) => new(
        string.Create(CultureInfo.InvariantCulture, $"{source}/{day:yyyy/MM/dd}/"),
        string.Create(CultureInfo.InvariantCulture, $"{CleanManifest.Prefix(source)}ingest_date={day:yyyy-MM-dd}/"));
}
