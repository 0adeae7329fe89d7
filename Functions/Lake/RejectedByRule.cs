using System.Globalization;

namespace Beejan.Functions.Lake;

/// <summary>How many records each rule refused, as one value of a blob's metadata: <c>sms.body=2;sms.sender=1</c>.</summary>
internal static class RejectedByRule
{
    public static string Write(IReadOnlyDictionary<string, long> counts)
        => string.Join(';', counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}={count.Value}")));

    /// <summary>What a manifest's metadata says; nothing where an app wrote it that did not count by rule.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Read(IDictionary<string, string> metadata)
        => metadata.TryGetValue(BlobMetadata.RejectedByRule, out var written)
            ? written.Split(';').Select(count => count.Split('=')).Select(parts => KeyValuePair.Create(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)))
            : [];
}
