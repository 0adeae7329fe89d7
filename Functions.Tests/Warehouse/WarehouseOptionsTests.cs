using Beejan.Functions.Warehouse;
using Beejan.Functions.Warehouse.DuckDb;
using Beejan.Functions.Warehouse.Postgres;
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

    [Test]
    public async Task With_the_engine_Postgres_it_is_a_server()
    {
        await using var services = Services(("Warehouse:Engine", "Postgres"), ("Warehouse:ConnectionString", "Host=db;Database=beejan"), ("Warehouse:Credential", "managedidentity"));

        Assert.That(services.GetRequiredService<IWarehouse>(), Is.TypeOf<PostgresWarehouse>());
    }

    [Test]
    public void An_account_of_our_own_is_an_address_a_number_or_an_author()
        => Assert.That(
            new WarehouseOptions { TestNumbers = "+2348031234567", OwnAccounts = " Team@Beejan.example,+2348031234567, +2348099999999,BEEJAN ,1001" }.Exclusions,
            Is.EqualTo(new Exclusion[] { new("phone", "+2348031234567"), new("email", "team@beejan.example"), new("phone", "+2348099999999"), new("author", "BEEJAN"), new("author", "1001") }));

    [TestCase("Warehouse:Path", "", "Warehouse__Path")]
    [TestCase("Warehouse:TestNumbers", "+2348031234567,08031234567", "Warehouse__TestNumbers names '08031234567'")]
    [TestCase("Warehouse:TestNumbers", "1001", "Warehouse__TestNumbers names '1001'")]
    [TestCase("Warehouse:MaxPoolSize", "1", "Warehouse__MaxPoolSize")]
    [TestCase("Warehouse:Engine", "Postgres", "Warehouse__ConnectionString")]
    [TestCase("Warehouse:Engine", "Oracle", "Warehouse:Engine")]
    [TestCase("Warehouse:Engine", "17", "Warehouse__Engine")]
    public void A_wrong_setting_stops_the_start_by_name(string setting, string value, string named)
    {
        using var services = Services((setting, value));

        Assert.That(() => services.GetRequiredService<IStartupValidator>().Validate(), Throws.Exception.With.Message.Contains(named));
    }

    [TestCase("Warehouse:ConnectionString", "Host", "Warehouse__ConnectionString")]
    [TestCase("Warehouse:ConnectionString", "Server=a;Colour=red", "Warehouse__ConnectionString")]
    [TestCase("Warehouse:Credential", "password", "Warehouse__Credential")]
    public void A_wrong_setting_of_Postgres_stops_the_start_by_name(string setting, string value, string named)
    {
        using var services = Services(("Warehouse:Engine", "Postgres"), (setting, value));

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
