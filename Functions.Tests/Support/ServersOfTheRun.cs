using Beejan.Functions.Tests.Support;
using NUnit.Framework;

// The root namespace, so that it spans every test of the assembly.
namespace Beejan.Functions.Tests;

[SetUpFixture]
internal sealed class ServersOfTheRun
{
    [OneTimeTearDown]
    public Task Stop_what_was_started() => Task.WhenAll(AzuriteServer.StopAsync(), PostgresServer.StopAsync());
}
