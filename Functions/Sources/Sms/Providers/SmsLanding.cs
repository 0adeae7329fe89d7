using System.Globalization;
using System.Security.Cryptography;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>Puts a provider's answers into raw, as they came.</summary>
public sealed class SmsLanding(LakeStore lake, TimeProvider clock, ILogger<SmsLanding> logger)
{
    /// <param name="login">Whose it is.</param>
    /// <param name="time">The data's own time: the window that was asked for, or what the messages say.</param>
    /// <param name="bytes">The answer.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    /// <param name="extension"><c>part</c> for an answer that broke off.</param>
    /// <returns>The blob's path, and whether it is new: false when the same answer was there already.</returns>
    internal async Task<(string Path, bool IsNew)> LandAsync(SmsLogin login, DateTimeOffset time, byte[] bytes, CancellationToken cancellationToken, string extension = "json")
    {
        var raw = RawName.Create(SmsSource.Name, time, login.RawAccount, SHA256.HashData(bytes), extension);
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
        };
        BlobOperation.Write(metadata);
        var isNew = await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), new MemoryStream(bytes, writable: false), "application/json", metadata, cancellationToken);
        if (isNew)
        {
            Log.Ingested(logger, SmsSource.Name, raw.Path, bytes.Length);
        }

        return (raw.Path, isNew);
    }
}
