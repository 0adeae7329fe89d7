using Beejan.Functions.Tests.Support;
using NUnit.Framework;

// Many tests wait for processes of their own: two fixtures at once leave no core idle.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

// The root namespace, so that it spans every test of the assembly.
namespace Beejan.Functions.Tests;

[SetUpFixture]
internal sealed class ServersOfTheRun
{
    [OneTimeTearDown]
    public Task Stop_what_was_started() => Task.WhenAll(AzuriteServer.StopAsync(), PostgresServer.StopAsync(), Chromium.StopAsync());
}
