using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>Gives each test a lake to sweep, on the engine that its fixture names.</summary>
internal abstract class SweepTest(WarehouseEngine engine)
{
    protected SweepLake Lake { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Lake = await SweepLake.StartAsync(engine);

    [TearDown]
    public async Task StopAsync() => await Lake.DisposeAsync();
}
