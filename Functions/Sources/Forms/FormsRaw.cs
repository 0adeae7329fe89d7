using System.Globalization;
using Beejan.Functions.Lake;
using Beejan.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Puts what was read of a table into raw, at a name of the table, a time of its own and its bytes.</summary>
internal static class FormsRaw
{
    // Parquet's own metadata: what cleaning must know and can't take from settings, which may change.
    public const string Table = "table";
    public const string From = "from";
    public const string TimeZone = "time_zone";

    public static Dictionary<string, string> Describe(string table, string timeZone, DateTime from)
        => new() { [Table] = table, [TimeZone] = timeZone, [From] = from.ToString("O", CultureInfo.InvariantCulture) };

    public static async Task StoreAsync(LakeStore lake, ILogger logger, string table, DateTime time, TempFile bytes, long rows, DateTime now, CancellationToken cancellationToken)
    {
        var raw = RawName.Create(FormsSource.Name, time, table, await bytes.HashAsync(cancellationToken), "parquet");
        var metadata = new Dictionary<string, string>
        {
            [BlobMetadata.ReceivedAt] = now.ToString("O", CultureInfo.InvariantCulture),
            [BlobMetadata.Account] = raw.Account,
            [BlobMetadata.Rows] = rows.ToString(CultureInfo.InvariantCulture),
        };
        BlobOperation.Write(metadata);
        if (await LakeStore.WriteOnceAsync(lake.Raw.GetBlobClient(raw.BlobName), bytes.Stream, "application/vnd.apache.parquet", metadata, cancellationToken))
        {
            Log.Extracted(logger, rows, table, raw.Path, bytes.Stream.Length);
        }
    }
}
