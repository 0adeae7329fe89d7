using System.Data.Common;
using Beejan.Functions.Warehouse;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>A load that loses or doubles a row, or that ends in the middle, leaves nothing behind.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class BalanceTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    private static readonly string[] Steps = ["staged", "history", "location", "facts", "old daily complaints", "daily agents", "recorded"];

    [TestCase(1)]
    [TestCase(-1)]
    public async Task A_file_with_another_number_of_rows_than_was_counted_into_it_is_refused(int wrong)
    {
        var file = await PreparedAsync();

        NothingStays(file with { Rows = file.Rows + wrong }, Throws.TypeOf<RowsDoNotBalanceException>().With.Message.Contains(file.Name));
    }

    [Test]
    public async Task A_file_that_a_double_writer_made_is_refused()
    {
        var row = new CleanRow("1", 0) { Text = "twice" };

        NothingStays(Files.Write("doubled", row, row) with { Rows = 1 }, Throws.TypeOf<RowsDoNotBalanceException>());
    }

    [TestCase("staged", "DELETE FROM staged WHERE source_id = '1'")]
    [TestCase("compared", "INSERT INTO deciding SELECT * FROM deciding WHERE source_id = '1'")]
    [TestCase("history", "DELETE FROM source.call_log WHERE source_id = '1' AND text = 'changed'")]
    [TestCase("history", "DELETE FROM source.call_log WHERE source_id = '2'")]
    [TestCase("history", "DELETE FROM source.call_log WHERE source_id = '4' AND text = 'older in the file'")]
    [TestCase("changed", "DELETE FROM changed WHERE source_id = '4'")]
    [TestCase("new facts", "DELETE FROM mart.fact_complaint WHERE source_id = '3'")]
    [TestCase("facts", "DELETE FROM mart.fact_complaint WHERE source_id = '3'")]
    public async Task A_row_dropped_or_doubled_on_the_way_is_caught(string step, string fault)
        => NothingStays(await PreparedAsync(step, fault), Throws.TypeOf<RowsDoNotBalanceException>());

    // Rows of the file are marked for PostgreSQL, and one that is put in behind them is not: its key is what finds it out.
    [TestCase("staged", "INSERT INTO staged SELECT * FROM staged WHERE source_id = '1'", "call_log_pkey", WarehouseEngine.Postgres)]
    [TestCase("compared", "DELETE FROM deciding WHERE source_id = '1'", "", WarehouseEngine.DuckDb, WarehouseEngine.Postgres)]
    public async Task A_row_that_would_stand_twice_is_refused_by_its_key(string step, string fault, string key, params WarehouseEngine[] byKey)
    {
        var refused = byKey.Contains(Engine) ? (IResolveConstraint)Throws.InstanceOf<DbException>().With.Message.Contains("duplicate key").IgnoreCase.And.Message.Contains(key) : Throws.TypeOf<RowsDoNotBalanceException>();
        NothingStays(await PreparedAsync(step, fault), refused);
    }

    [TestCaseSource(nameof(Steps))]
    public async Task A_load_that_fails_leaves_nothing_and_can_be_repeated(string step)
    {
        var file = await PreparedAsync();
        OnStep = (at, _) =>
        {
            if (at == step)
            {
                throw new IOException("the disk is gone");
            }
        };

        NothingStays(file, Throws.TypeOf<IOException>());
        OnStep = null;
        Assert.That(await Store.CountAsync(file), Is.EqualTo((5, 2, 1, 1, 1)));
    }

    [TestCaseSource(nameof(Steps))]
    public async Task A_load_that_is_cancelled_leaves_nothing_and_can_be_repeated(string step)
    {
        var file = await PreparedAsync();
        using var source = new CancellationTokenSource();
        OnStep = (at, _) =>
        {
            if (at == step)
            {
                source.Cancel();
            }
        };

        NothingStays(file, Throws.InstanceOf<OperationCanceledException>(), source.Token);
        OnStep = null;
        Assert.That(await Store.CountAsync(file), Is.EqualTo((5, 2, 1, 1, 1)));
    }

    [Test]
    public async Task A_statement_that_runs_is_interrupted()
    {
        var file = await PreparedAsync();
        using var source = new CancellationTokenSource();
        OnStep = (at, connection) =>
        {
            if (at == "staged")
            {
                source.CancelAfter(TimeSpan.FromMilliseconds(200));
                connection.Query("SELECT sum(a.n * b.n) FROM generate_series(1, 10000000) AS a(n), generate_series(1, 10000000) AS b(n)", _ => 0, source.Token);
            }
        };

        NothingStays(file, Throws.InstanceOf<OperationCanceledException>(), source.Token);
    }

    private async Task<CleanFile> PreparedAsync(string step, string fault)
    {
        var file = await PreparedAsync();
        OnStep = (at, connection) =>
        {
            if (at == step)
            {
                connection.Execute(fault, CancellationToken.None);
            }
        };
        return file;
    }

    // Against these the returned file changes 1, repeats 2, brings 3, and brings 4 with an older version of it.
    private async Task<CleanFile> PreparedAsync()
    {
        await Store.LoadAsync(Files.Write("before", new CleanRow("1", 0) { Text = "old" }, new CleanRow("2", 0) { Text = "same" }));
        return Files.Write(
            "file",
            new CleanRow("1", 5) { Text = "changed", OpenedAt = CleanRow.Start, Agent = "Ada", Record = 1 },
            new CleanRow("2", 5) { Text = "same", Record = 2 },
            new CleanRow("3", 5) { Text = "new", City = "Kano", Record = 3 },
            new CleanRow("4", 5) { Text = "new too", Phone = "+2348031234567", Record = 4 },
            new CleanRow("4", 3) { Text = "older in the file", Category = "billing", Record = 5 });
    }

    private void NothingStays(CleanFile file, IResolveConstraint throws, CancellationToken ct = default)
    {
        var before = Store.Everything(withLoads: true);

        Assert.That(async () => await Store.Warehouse.LoadAsync(file, ct), throws);

        Assert.That(Store.Everything(withLoads: true), Is.EqualTo(before));
    }
}
