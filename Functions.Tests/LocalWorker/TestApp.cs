using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Beejan.Functions.Tests.Support;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Beejan.Functions.Tests.LocalWorker;

/// <summary>What stays the same when an app is started again: folder, settings, host id, container.</summary>
internal sealed class TestApp : IDisposable
{
    private readonly Dictionary<string, string> _settings = new()
    {
        ["urls"] = "http://127.0.0.1:0",
        ["AzureFunctionsWebHost:hostid"] = $"host{Guid.NewGuid():N}",
        ["Times:Hourly"] = "0 0 * * * *",
        ["LocalWorker:FunctionKey"] = "function-key",
        ["LocalWorker:MasterKey"] = "master-key",
    };

    internal string Folder { get; } = Directory.CreateTempSubdirectory("local-worker-").FullName;

    internal string ContainerName { get; } = $"c{Guid.NewGuid():N}";

    internal TimeProvider? Clock { get; init; }

    internal Action<FunctionsApplicationBuilder> Configure { get; init; } = static _ => { };

    internal string HostId => _settings["AzureFunctionsWebHost:hostid"];

    internal BlobContainerClient Container => new(AzuriteServer.ConnectionString, ContainerName);

    internal static BlobContainerClient HostContainer => new(AzuriteServer.ConnectionString, "azure-webjobs-hosts");

    internal static QueueClient Poison => new(AzuriteServer.ConnectionString, "webjobs-blobtrigger-poison");

    internal string? this[string setting]
    {
        set
        {
            if (value is null)
            {
                _settings.Remove(setting);
            }
            else
            {
                _settings[setting] = value;
            }
        }
    }

    /// <summary>With storage: an account in Azurite for the host, and the same for the lake.</summary>
    internal static TestApp WithStorage(TimeProvider? clock = null) => new()
    {
        Clock = clock,
        ["AzureWebJobsStorage"] = AzuriteServer.ConnectionString,
        ["Lake"] = AzuriteServer.ConnectionString,
    };

    internal string[] Args() => [.. _settings.Append(new("Container", ContainerName)).Select(setting => $"--{setting.Key}={setting.Value}")];

    internal void WriteFile(string name, string content) => File.WriteAllText(Path.Combine(Folder, name), content);

    internal async Task PutAsync(string name, string content)
    {
        await Container.CreateIfNotExistsAsync();
        await Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);
    }

    internal async Task<List<string>> ReceiptsAsync()
    {
        if (!await HostContainer.ExistsAsync())
        {
            return [];
        }

        return await HostContainer.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"blobreceipts/{HostId}/", CancellationToken.None).Select(receipt => receipt.Name).ToListAsync();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
