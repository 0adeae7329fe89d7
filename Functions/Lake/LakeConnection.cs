using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Lake;

/// <summary>
/// Opens a storage account the way the Functions host does: setting <c>{name}</c> is a connection string, or section
/// <c>{name}</c> holds <c>blobServiceUri</c>, <c>queueServiceUri</c>, <c>credential</c> and <c>clientId</c> (managed identity).
/// </summary>
internal sealed class LakeConnection(IConfiguration configuration, string name)
{
    public BlobServiceClient Blobs()
    {
        // One that Azurite knows, as it may not know the SDK's own; Azure keeps old ones for good.
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05);
        return ConnectionString is { } connectionString
            ? new BlobServiceClient(connectionString, options)
            : new BlobServiceClient(ServiceUri("blobServiceUri"), Credential(), options);
    }

    public QueueServiceClient Queues()
    {
        var options = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05);
        return ConnectionString is { } connectionString
            ? new QueueServiceClient(connectionString, options)
            : new QueueServiceClient(ServiceUri("queueServiceUri"), Credential(), options);
    }

    public bool IsConfigured => ConnectionString is not null || configuration.GetSection(name).GetChildren().Any();

    private string? ConnectionString => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];

    private Uri ServiceUri(string key)
        => Uri.TryCreate(configuration[$"{name}:{key}"], UriKind.Absolute, out var uri)
            ? uri
            : throw new OptionsValidationException(name, typeof(LakeConnection), [$"Setting {name} is missing: give a connection string in {name}, or an address in {name}__{key}."]);

    private TokenCredential Credential()
        => string.Equals(configuration[$"{name}:credential"], "managedidentity", StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(configuration[$"{name}:clientId"] is { Length: > 0 } clientId ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential();
}
