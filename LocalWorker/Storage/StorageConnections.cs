using System.Collections.Concurrent;
using Azure.Core;
using Azure.Identity;
using LocalWorker.Hosting;
using Microsoft.Extensions.Configuration;

namespace LocalWorker.Storage;

/// <summary>Finds a connection by name, in the places and in the order in which the host looks.</summary>
internal sealed class StorageConnections(IConfiguration settings)
{
    internal const string Host = "AzureWebJobsStorage";

    private readonly ConcurrentDictionary<string, StorageConnection> _known = new(StringComparer.OrdinalIgnoreCase);

    internal StorageConnection Get(string name, string function) => _known.GetOrAdd(name, _ => Read(name, function));

    private StorageConnection Read(string name, string function)
    {
        var section = new[] { $"AzureWebJobs{name}", name }
            .SelectMany(key => new[] { settings.GetSection($"ConnectionStrings:{key}"), settings.GetSection(key) })
            .FirstOrDefault(candidate => candidate.Exists())
            ?? throw StartRefusedException.Function(function, $"the connection '{name}' is not set: set '{name}' to a connection string, or '{name}__blobServiceUri' and '{name}__queueServiceUri'.");

        if (section.Value is not { Length: > 0 } text)
        {
            return new StorageConnection(Address("blobServiceUri"), Address("queueServiceUri"), Credential(section));
        }

        try
        {
            return new StorageConnection(text);
        }
        catch (FormatException bad)
        {
            throw new StartRefusedException($"Function '{function}': the connection '{name}' is no connection string: {bad.Message}", bad);
        }

        Uri Address(string part) => Uri.TryCreate(section[part], UriKind.Absolute, out var address)
            ? address
            : throw StartRefusedException.Function(function, $"the connection '{name}' has no '{name}__{part}', or one that is no address.");
    }

    private static TokenCredential Credential(IConfigurationSection section)
    {
        if (!string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            return new DefaultAzureCredential();
        }

        return new ManagedIdentityCredential(section["clientId"] is { Length: > 0 } client
            ? ManagedIdentityId.FromUserAssignedClientId(client)
            : ManagedIdentityId.SystemAssigned);
    }
}
