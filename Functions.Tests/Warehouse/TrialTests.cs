using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class TrialTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    [Test]
    public async Task A_load_that_is_tried_comes_to_what_it_would_and_leaves_nothing()
    {
        var first = Files.Write("a", new CleanRow("1", 0) { Text = "old", Agent = "Ada" }, new CleanRow("2", 0));
        await Store.LoadAsync(first);
        var second = Files.Write("b", new CleanRow("1", 5) { Text = "new", Agent = "Ben" }, new CleanRow("3", 5) { OpenedAt = CleanRow.Start.AddYears(9) }, new CleanRow("2", 0));
        var before = Store.Everything(withLoads: true);

        var tried = await Store.Warehouse.TryLoadAsync(second, CancellationToken.None);
        Assert.That(Store.Everything(withLoads: true), Is.EqualTo(before));
        Assert.That(tried, Is.EqualTo(new LoadResult(3, 1, 1, 1, 0, 0, AlreadyLoaded: false)));

        Assert.That(await Store.LoadAsync(second), Is.EqualTo(tried));
        Assert.That((await Store.Warehouse.TryLoadAsync(second, CancellationToken.None)).AlreadyLoaded, Is.True);
    }

    [Test]
    public async Task A_load_is_found_by_its_clean_file_with_what_it_came_to()
    {
        var file = Files.Write("a", new CleanRow("1", 0), new CleanRow("2", 0));
        Assert.That(await Store.Warehouse.FindLoadAsync("calllogs", file.Name, CancellationToken.None), Is.Null);

        await Store.LoadAsync(file);

        Assert.That(await Store.Warehouse.FindLoadAsync("calllogs", file.Name, CancellationToken.None), Is.EqualTo(new FoundLoad(Store.Clock.GetUtcNow(), 2, 0, 0)));
        Assert.That(await Store.Warehouse.FindLoadAsync("sms", file.Name, CancellationToken.None), Is.Null);
    }
}
