using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Operations.Replays;
using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Operations.Replays;

[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class ReplayRunTests(WarehouseEngine engine) : ReplayTest(engine)
{
    private const string All = """{"source": "calllogs", "dryRun": false}""";

    [Test]
    public async Task A_dry_run_says_what_the_run_then_does_and_changes_nothing_at_all()
    {
        await CleanAndLoadAsync(await PutAsync("a"), Wrong);
        await CleanAndLoadAsync(await PutAsync("b"), Wrong);
        await CleanAndLoadAsync(await PutAsync("c"), Mended);
        await PutAsync("d"); // was given up on before it was cleaned
        await Source(Mended).CleanAsync(await PutAsync("e"), CancellationToken.None); // was given up on before it was loaded
        await Lake.Store.State.GetBlobClient("cursors/calllogs.json").UploadAsync(new BinaryData("{}"));
        var before = await EverythingAsync();

        var tried = await ReplayAsync("""{"source": "calllogs"}""", "20261124T150500Z-0001");
        Assert.That(await EverythingAsync(), Is.EqualTo(before));
        Assert.That((tried.IsDryRun, tried.State, tried.FailedBlobs, Figures(tried)), Is.EqualTo((true, ReplayProgress.Done, 0L, (4L, 1L, 6L, 2L, 2L, 8L, 2L, 2L))));

        var done = await ReplayAsync(All, "20261124T150500Z-0002");
        Assert.That((done.IsDryRun, done.State, done.FailedBlobs, Figures(done)), Is.EqualTo((false, ReplayProgress.Done, 0L, Figures(tried))));
        Assert.That(
            Store.Query("SELECT account, source_id FROM mart.fact_complaint").Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "a", "b", "c", "d", "e" }.SelectMany(account => new[] { $"{account}|N-3", $"{account}|T-2" })));
        Assert.That(Store.Query("SELECT * FROM ops.imbalance"), Is.Empty);

        var after = await EverythingAsync();
        Assert.That(after.Where(IsCursor), Is.EqualTo(before.Where(IsCursor)).And.Not.Empty);
        Assert.That(Figures(await ReplayAsync(All, "20261124T150500Z-0003")), Is.EqualTo((0L, 5L, 0L, 0L, 0L, 0L, 0L, 0L)), "nothing is left to replay");
        Assert.That(await EverythingAsync(), Is.EqualTo(after));

        static bool IsCursor(string line) => line.StartsWith("state/cursors/", StringComparison.Ordinal);
    }

    [Test]
    public async Task Again_reads_what_today_s_rules_have_read_and_ends_the_same()
    {
        var raw = await PutAsync("a");
        await CleanAndLoadAsync(raw, Mended);
        var rows = Store.Everything(withLoads: true);

        var done = await ReplayAsync("""{"source": "calllogs", "again": true, "dryRun": false}""");

        Assert.That(Figures(done), Is.EqualTo((1L, 0L, 0L, 0L, 0L, 2L, 0L, 0L)));
        Assert.That(Store.Everything(withLoads: true), Is.EqualTo(rows));
    }

    [Test]
    public async Task A_clean_file_that_was_given_up_on_is_loaded_and_others_are_left()
    {
        await CleanAndLoadAsync(await PutAsync("a"), Mended);
        var raw = await PutAsync("b");
        await Source(Mended).CleanAsync(raw, CancellationToken.None);
        var before = await EverythingAsync();

        var tried = await ReplayAsync("""{"source": "calllogs", "stage": "clean"}""", "20261124T150500Z-0001");
        Assert.That(await EverythingAsync(), Is.EqualTo(before));
        Assert.That(Figures(tried), Is.EqualTo((1L, 1L, 2L, 0L, 0L, 0L, 0L, 0L)));

        var done = await ReplayAsync($$"""{"blob": "clean/{{Clean(raw, Mended).Name}}"}""", "20261124T150500Z-0002");
        Assert.That(Figures(done), Is.EqualTo((1L, 0L, 2L, 0L, 0L, 0L, 0L, 0L)));
        Assert.That(Figures(await ReplayAsync("""{"source": "calllogs", "stage": "clean", "dryRun": false}""", "20261124T150500Z-0003")), Is.EqualTo((0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L)));
    }

    [Test]
    public async Task A_run_hands_over_before_it_is_ended_and_the_next_goes_on()
    {
        for (var i = 0; i < 5; i++)
        {
            await CleanAndLoadAsync(await PutAsync($"a{i}", i), Wrong);
        }

        var request = await AskAsync(All);
        var source = Disturbed(_ => Store.Clock.Advance(ReplayRun.LongestRun / 2), _ => { });
        var seen = new List<(string, long)>();
        for (var events = 1; events <= 3; events++)
        {
            var progress = await RunAsync(request, source);
            seen.Add((progress.State, progress.Blobs));
            Assert.That((await ReplayRequest.ReadAsync(request, CancellationToken.None)).Continued, Is.EqualTo(Math.Min(events, 2)), "written anew, it is a new event");
        }

        Assert.That(seen, Is.EqualTo(new[] { (ReplayProgress.Running, 2L), (ReplayProgress.Running, 4L), (ReplayProgress.Done, 5L) }));
        Assert.That(Figures(await ReadAsync()), Is.EqualTo((5L, 0L, 5L, 5L, 5L, 10L, 5L, 5L)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_that_is_killed_behind_a_stage_counts_it_when_it_goes_on(bool isCleaning)
    {
        await CleanAndLoadAsync(await PutAsync("a"), Wrong);
        await CleanAndLoadAsync(await PutAsync("b", 1), Wrong);
        var request = await AskAsync(All);
        var kill = new Action<int>(times => _ = times == 2 ? throw new OperationCanceledException() : times);
        var killed = Disturbed(isCleaning ? kill : _ => { }, isCleaning ? _ => { } : kill);

        Assert.That(() => RunAsync(request, killed), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await ReadAsync()).State, Is.EqualTo(ReplayProgress.Running));

        Assert.That(Figures(await RunAsync(request)), Is.EqualTo((2L, 0L, 2L, 2L, 2L, 4L, 2L, 2L)));
        var all = await EverythingAsync();
        Assert.That(Figures(await RunAsync(request)), Is.EqualTo((2L, 0L, 2L, 2L, 2L, 4L, 2L, 2L)), "a run that has ended is over");
        Assert.That(await EverythingAsync(), Is.EqualTo(all));
        Assert.That(await CountKeptAsync(), Is.Zero);
    }

    [Test]
    public async Task Of_two_runs_at_once_one_goes_on_and_nothing_is_counted_twice()
    {
        for (var i = 0; i < 3; i++)
        {
            await CleanAndLoadAsync(await PutAsync($"a{i}", i), Wrong);
        }

        var request = await AskAsync(All);
        var overtaken = Disturbed(times => _ = times == 2 ? RunAsync(request).GetAwaiter().GetResult() : null, _ => { });

        Assert.That(Figures(await RunAsync(request, overtaken)), Is.EqualTo((3L, 0L, 3L, 3L, 3L, 6L, 3L, 3L)));
        Assert.That((await ReadAsync()).State, Is.EqualTo(ReplayProgress.Done));
        Assert.That(Store.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }

    [Test]
    public async Task A_blob_that_fails_is_named_and_the_others_go_through()
    {
        await CleanAndLoadAsync(await PutAsync("a"), Wrong);
        var bad = await PutAsync("b", 1);
        await CleanAndLoadAsync(await PutAsync("c", 2), Wrong);

        var done = await RunAsync(await AskAsync(All), Disturbed(times => _ = times == 2 ? throw new FormatException("Ngozi, 0803 123 4567") : times, _ => { }));

        Assert.That((done.State, done.FailedBlobs, Figures(done)), Is.EqualTo((ReplayProgress.Done, 1L, (2L, 0L, 2L, 2L, 2L, 4L, 2L, 2L))));
        Assert.That(done.FailedExamples, Is.EqualTo(new[] { $"raw/{bad.Name}: FormatException" }), "and nothing that a customer said");
    }

    [Test]
    public async Task A_world_that_breaks_is_the_host_s_to_hear_of_and_the_run_goes_on_when_it_is_back()
    {
        await CleanAndLoadAsync(await PutAsync("a"), Wrong);
        await CleanAndLoadAsync(await PutAsync("b", 1), Wrong);
        var request = await AskAsync(All);
        var broken = Disturbed(_ => { }, times => _ = times == 2 ? throw new WarehouseUnavailableException("away", new IOException()) : times);

        Assert.That(() => RunAsync(request, broken), Throws.TypeOf<WarehouseUnavailableException>());
        var failed = await ReadAsync();
        Assert.That((failed.State, failed.Error), Is.EqualTo((ReplayProgress.Failed, "WarehouseUnavailableException: the host tries again some times. What is done is not done twice: ask for the same replay again when the cause is mended.")));

        var done = await RunAsync(request);
        Assert.That((done.State, done.Error, Figures(done)), Is.EqualTo((ReplayProgress.Done, (string?)null, (2L, 0L, 2L, 2L, 2L, 4L, 2L, 2L))));
    }

    // Calls back with how often it was behind a cleaning, or a load.
    private LakeSource Disturbed(Action<int> cleaned, Action<int> loaded)
    {
        var source = Source(Mended);
        var (cleanings, loads) = (0, 0);
        return source with
        {
            CleanAsync = async (BlobClient raw, CancellationToken ct) =>
            {
                await source.CleanAsync(raw, ct);
                cleaned(++cleanings);
            },
            LoadAsync = async (BlobClient clean, CancellationToken ct) =>
            {
                await source.LoadAsync(clean, ct);
                loaded(++loads);
            },
        };
    }

    private async Task<int> CountKeptAsync()
    {
        var count = 0;
        await foreach (var _ in Lake.Store.State.GetBlobsAsync(new() { Prefix = "replay-rejects/" }, CancellationToken.None))
        {
            count++;
        }

        return count;
    }
}
