using Beejan.Functions.Tests.Support;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Reconcile;

/// <summary>Gives each test an empty lake to sweep, and an empty warehouse on the engine that its fixture names.</summary>
internal abstract class SweepTest(WarehouseEngine engine)
{
    private TestLake _storage = null!;

    protected SweepLake Lake { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartStorageAsync() => _storage = await TestLake.StartAsync();

    [SetUp]
    public async Task StartAsync() => Lake = await SweepLake.StartAsync(_storage, engine);

    [TearDown]
    public async Task StopAsync() => await Lake.DisposeAsync();

    [OneTimeTearDown]
    public async Task StopStorageAsync() => await _storage.DisposeAsync();
}
