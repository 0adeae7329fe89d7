using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>Many small exports, put into raw as their ingest would: of each three records one is a reject, and one has a topic that only edited rules know.</summary>
internal sealed class BulkOfCalls(string lake)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);

    public async Task PutAsync(int blobs)
    {
        var raw = new BlobContainerClient(lake, "raw");
        for (var i = 0; i < blobs; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Export(i));
            var name = RawName.Create("calllogs", Start.AddMinutes(i), "", SHA256.HashData(bytes), "csv");
            await raw.GetBlobClient(name.BlobName).UploadAsync(new BinaryData(bytes));
        }
    }

    private static string Export(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $"call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-{i}1,2026-11-01 10:00,,Ngozi,,The zorblax on my roof hums,open\nCALL-{i}2,2026-11-01 11:00,,Ibrahim,Billing,Charged twice,open\nbroken {i}\n");
}
