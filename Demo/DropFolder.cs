using Azure.Storage.Blobs;
using Azure.Storage.Sas;

namespace Beejan.Demo;

/// <summary>The folders of the lake in which others drop their files, one for each source that comes this way.</summary>
internal sealed class DropFolder(string connectionString)
{
    private readonly BlobContainerClient _landing = new(connectionString, "landing", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05));

    public async Task DropAsync(string source, FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        await _landing.GetBlobClient($"{source}/{file.Name}").UploadAsync(content, overwrite: true, cancellationToken);
    }

    /// <summary>An address that anyone may PUT a file of this name to, for a day.</summary>
    public Uri AddressFor(string source, string name, DateTimeOffset now)
        => _landing.GetBlobClient($"{source}/{name}").GenerateSasUri(BlobSasPermissions.Create | BlobSasPermissions.Write, now.AddDays(1));
}
