using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Beejan.Functions.Lake;

/// <summary>
/// The name of a raw blob, computed from what it holds, so that a retry writes the same name:
/// <c>{source}/{yyyy}/{MM}/{dd}/{HHmmssfff}-{account}-{hash}.{extension}</c> in container <c>raw</c>.
/// </summary>
/// <param name="Source">The source, as in <c>calllogs</c>.</param>
/// <param name="Time">The data's own time in UTC, to the millisecond; never the clock of the run.</param>
/// <param name="Account">Whose data it is, in letters, digits, dots and underscores.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the bytes' SHA-256.</param>
/// <param name="Extension">What the bytes are, as in <c>csv</c>.</param>
internal sealed partial record RawName(string Source, DateTimeOffset Time, string Account, string Hash, string Extension)
{
    public const string NoAccount = "default";

    private const int LongestAccount = 40;

    private const string TimeFormat = "yyyy/MM/dd/HHmmssfff";

    /// <summary>What this blob's clean file, rejects and manifest are called too.</summary>
    public string Stem => $"{Time.UtcDateTime:HHmmssfff}-{Account}-{Hash}";

    public string BlobName => string.Create(CultureInfo.InvariantCulture, $"{Source}/{Time.UtcDateTime:yyyy/MM/dd}/{Stem}.{Extension}");

    /// <summary>The name with its container, as people and the warehouse see it.</summary>
    public string Path => "raw/" + BlobName;

    /// <summary>The feed it belongs to, as alerts name it: the source, and the account where there are several.</summary>
    public string Feed => Account == NoAccount ? Source : $"{Source} {Account}";

    public static RawName Create(string source, DateTimeOffset time, string account, ReadOnlySpan<byte> sha256, string extension)
        => new(source, new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero), AccountOf(account), Convert.ToHexStringLower(sha256[..8]), extension);

    /// <summary>Reads a raw blob's name back.</summary>
    /// <exception cref="WrongBlobException">The blob is not a raw blob of <paramref name="source"/>: an event was sent to the wrong function.</exception>
    public static RawName Parse(string blobName, string source)
        => TryParse(blobName, source) ?? throw new WrongBlobException("raw/" + blobName, $"raw/{source}/yyyy/MM/dd/HHmmssfff-account-hash.extension");

    /// <returns>Null when the blob is not a raw blob of <paramref name="source"/>.</returns>
    public static RawName? TryParse(string blobName, string source)
    {
        var match = Pattern().Match(blobName);
        if (!match.Success || match.Groups["source"].Value != source
            || !DateTime.TryParseExact(match.Groups["time"].ValueSpan, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return null;
        }

        return new RawName(source, time, match.Groups["account"].Value, match.Groups["hash"].Value, match.Groups["extension"].Value);
    }

    /// <summary>What all blobs that are made of this one begin with, whatever rules they are of.</summary>
    public string DerivedStem => string.Create(CultureInfo.InvariantCulture, $"{Source}/ingest_date={Time.UtcDateTime:yyyy-MM-dd}/{Stem}");

    /// <summary>What the raw blob's name begins with that derived blobs were made of; only its extension follows.</summary>
    /// <param name="derivedStem">See <see cref="DerivedStem"/>.</param>
    public static string PrefixOf(string derivedStem)
    {
        var (source, date, stem) = derivedStem.Split('/') is [var first, var second, var third] ? (first, second, third) : throw new ArgumentException($"Found {derivedStem}, expected source/ingest_date=yyyy-MM-dd/stem.", nameof(derivedStem));
        return $"{source}/{date["ingest_date=".Length..].Replace('-', '/')}/{stem}.";
    }

    /// <summary>The blob that cleaning under a rule version makes of this one, in containers <c>clean</c> and <c>rejects</c>.</summary>
    public string DerivedName(int ruleVersion, string extension) => string.Create(CultureInfo.InvariantCulture, $"{DerivedStem}.r{ruleVersion}.{extension}");

    /// <summary>An account as names have it. Accounts that differ stay apart: what had to be changed gets a hash of what it was.</summary>
    public static string AccountOf(string account)
    {
        if (account.Length == 0)
        {
            return NoAccount;
        }

        var tidy = NotInAnAccount().Replace(account, "_");
        tidy = tidy.Length > LongestAccount ? tidy[..LongestAccount] : tidy;
        return tidy == account ? account : $"{tidy}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)))[..8]}";
    }

    [GeneratedRegex(@"^(?<source>[a-z]+)/(?<time>[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9]{9})-(?<account>[A-Za-z0-9_.]+)-(?<hash>[0-9a-f]{16})\.(?<extension>[a-z]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"[^A-Za-z0-9_.]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInAnAccount();
}
