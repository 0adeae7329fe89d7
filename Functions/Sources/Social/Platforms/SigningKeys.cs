using System.Security.Cryptography;
using System.Text;

namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>The keys that a platform may sign with: one, or two while a secret is being changed.</summary>
internal sealed class SigningKeys(params IReadOnlyList<byte[]> keys)
{
    // For each key the state that it brings HMAC into, and goes back to: making it anew costs as much as hashing a delivery.
    private readonly ThreadLocal<IncrementalHash>[] _hashes = [.. keys.Select(key => new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key)))];

    /// <summary>Secrets that are keys as they are written; a blank one is none.</summary>
    public static SigningKeys OfTexts(params IEnumerable<string> secrets) => new([.. secrets.Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Whether HMAC-SHA256 over <paramref name="prefix"/> and <paramref name="body"/> by any of the keys is what was given; in constant time.</summary>
    /// <param name="prefix">What the platform signs before the body; may be empty.</param>
    /// <param name="body">The bytes as received.</param>
    /// <param name="given">The signature, decoded; of several each, one behind the other. The body is hashed once for each key, however many a sender claims.</param>
    public bool Fit(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body, ReadOnlySpan<byte> given)
    {
        var fits = false;
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var hash in _hashes)
        {
            var hmac = hash.Value!;
            hmac.AppendData(prefix);
            hmac.AppendData(body);
            hmac.GetHashAndReset(computed);
            for (var at = 0; at < given.Length; at += computed.Length)
            {
                fits |= CryptographicOperations.FixedTimeEquals(computed, given.Slice(at, computed.Length)); // no early end: it would tell which key
            }
        }

        return fits;
    }
}
