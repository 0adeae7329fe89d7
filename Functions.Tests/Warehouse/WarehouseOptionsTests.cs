using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.DuckDb;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture]
internal sealed class WarehouseOptionsTests
{
    [Test]
    public void Without_settings_the_warehouse_is_a_DuckDB_file()
    {
        using var services = Services();

        Assert.That(services.GetRequiredService<IWarehouse>(), Is.TypeOf<DuckDbWarehouse>());
        Assert.That(services.GetRequiredService<IOptions<WarehouseOptions>>().Value.Path, Is.EqualTo("warehouse.duckdb"));
    }

    [TestCase("Warehouse:Path", "", "Warehouse__Path")]
    [TestCase("Warehouse:Engine", "Oracle", "Warehouse:Engine")]
    [TestCase("Warehouse:Engine", "17", "Warehouse__Engine")]
    public void A_wrong_setting_stops_the_start_by_name(string setting, string value, string named)
    {
        using var services = Services((setting, value));

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.Exception.With.Message.Contains(named));
    }

    [Test]
    public void The_library_is_found_in_the_local_build() => Assert.That(DuckDbLibrary.IsPresent(), Is.True);

    [Test]
    public void A_build_without_the_library_stops_the_start_by_name()
    {
        var result = new DuckDbLibrary(() => false).Validate(null, new WarehouseOptions());

        Assert.That(result.FailureMessage, Does.StartWith("Warehouse__Engine is DuckDb, but this build holds no DuckDB library"));
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) =>
        new ServiceCollection()
            .AddLogging()
            .AddWarehouse(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build())
            .BuildServiceProvider();
}
