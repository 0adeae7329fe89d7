using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace Beejan.Demo;

/// <summary>The folder of the lake in which the CRM drops its exports.</summary>
internal sealed class DropFolder(string connectionString)
{
    private readonly BlobContainerClient _landing = new(connectionString, "landing", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05));

    public async Task DropAsync(FileInfo export, CancellationToken cancellationToken)
    {
        await using var content = export.OpenRead();
        await _landing.GetBlobClient("calllogs/" + export.Name).UploadAsync(content, overwrite: true, cancellationToken);
    }

    /// <summary>An address that anyone may PUT a file of this name to, for a day.</summary>
    public Uri AddressFor(string name, DateTimeOffset now)
        => _landing.GetBlobClient("calllogs/" + name).GenerateSasUri(BlobSasPermissions.Create | BlobSasPermissions.Write, now.AddDays(1));
}
