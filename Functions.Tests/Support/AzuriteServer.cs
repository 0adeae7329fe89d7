using Beejan.LocalServers;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Support;

/// <summary>One real Azurite for the whole run, started by the first test that asks. Tests use container names of their own.</summary>
internal static class AzuriteServer
{
    private static readonly string Data = Path.Combine(Path.GetTempPath(), $"beejan-tests-{Guid.NewGuid():N}");

    private static readonly Lazy<Azurite> Started = new(static () =>
        Azurite.StartAsync(Data, TestContext.Progress.WriteLine).GetAwaiter().GetResult());

    internal static string ConnectionString => Started.Value.ConnectionString;

    internal static async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            await Started.Value.DisposeAsync();
            Directory.Delete(Data, recursive: true);
        }
    }
}
