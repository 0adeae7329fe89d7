using System.Data.Common;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Gives each test a folder and a fresh store.</summary>
internal abstract class WarehouseTest
{
    protected string Folder { get; private set; } = "";

    protected Store Store { get; private set; } = null!;

    protected CleanFiles Files { get; private set; } = null!;

    /// <summary>What the store calls after each step of a load.</summary>
    protected Action<string, DbConnection>? OnStep { get; set; }

    [SetUp]
    public async Task SetUpStoreAsync()
    {
        Folder = Directory.CreateTempSubdirectory("beejan-warehouse-").FullName;
        Files = new CleanFiles(Folder);
        OnStep = null;
        Store = await Store.CreateAsync(PathOf("warehouse"), (step, connection) => OnStep?.Invoke(step, connection));
    }

    [TearDown]
    public void RemoveStore()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected string PathOf(string store) => Path.Combine(Folder, $"{store}.duckdb");
}
