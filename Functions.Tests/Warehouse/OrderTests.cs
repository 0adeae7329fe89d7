using Beejan.Functions.Warehouse;
using CsCheck;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Neither the order of clean files, nor their repetition, nor the engine shows in the end.</summary>
/// <remarks>CsCheck_Iter and CsCheck_Seed in the environment change how much is tried, and from where on.</remarks>
[TestFixture]
internal sealed class OrderTests() : WarehouseTest(WarehouseEngine.Postgres)
{
    private static readonly long Tries = Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? 12 : Check.Iter;

    // Few keys, times and values, so that versions meet: equal times, removes before adds, redacted texts.
    private static readonly Gen<(string? Text, string? Category, string? Agent, string? City, string? Phone, int? Satisfaction)> Content = Gen.Select(
        Gen.OneOf<string?>(null, "", "a", "b"),
        Gen.OneOf<string?>(null, "network", "billing"),
        Gen.OneOf<string?>(null, "", "Ada", "Bola"),
        Gen.OneOf<string?>(null, "Ikeja", "Kano"),
        Gen.OneOf<string?>(null, "+2348031234567", "+2348031234568"),
        Gen.OneOf<int?>(null, 1, 5));

    private static readonly Gen<CleanRow> Row = Gen.Select(
        Gen.Int[1, 3],
        Gen.Int[0, 2],
        Gen.Int[0, 2],
        Gen.OneOf<int?>(null, 0, 1, 400),
        Gen.OneOf<bool?>(null, true, false),
        Gen.Int[1, 9],
        Content,
        (id, minute, rank, openedDaysAgo, isResolved, record, content) => new CleanRow($"{id}", minute)
        {
            Rank = rank,
            OpenedAt = openedDaysAgo is { } days ? CleanRow.Start.AddDays(-days) : null,
            IsResolved = isResolved,
            Status = isResolved is null ? null : minute == 1 ? "Re-opened" : "said",
            ResolvedAt = isResolved == true ? CleanRow.Start.AddHours(1) : null,
            Record = record,
            Text = content.Text,
            Category = content.Category,
            Agent = content.Agent,
            City = content.City,
            Phone = content.Phone,
            Satisfaction = content.Satisfaction,
            Author = content.Phone,
        });

    private static readonly Gen<Loads> AnyLoads =
        from files in Gen.Select(Gen.OneOf("calllogs", "social"), Gen.Int[1, 3], Gen.Int[0, 2], Row.Array[0, 5], (source, rule, raw, rows) => new File(source, rule, raw, rows)).Array[2, 6]
        from repeated in Gen.Int[0, files.Length - 1].Array[0, 3]
        from order in Gen.Shuffle(Enumerable.Range(0, files.Length).Concat(repeated).ToArray())
        from loaders in Gen.Int[1, 4]
        select new Loads(files, order, loaders);

    /// <summary>Clean files, the order in which they are loaded, and by how many at once.</summary>
    private sealed record Loads(File[] Files, int[] Order, int Loaders)
    {
        public override string ToString() =>
            $"{Loaders} loaders, order {string.Join(' ', Order)}\n" + string.Join('\n', Files.Select((file, i) => $"{i}: {file.Source} {file.Raw} r{file.Rule}\n   {string.Join("\n   ", file.Rows.AsEnumerable())}"));
    }

    /// <summary>One reading of a raw file, which was known an hour after the one before it.</summary>
    private sealed record File(string Source, int Rule, int Raw, CleanRow[] Rows);

    [Test]
    public async Task Any_order_and_repetition_by_up_to_four_loaders_ends_identical_on_both_engines()
    {
        var tried = 0;
        await AnyLoads.SampleAsync(EndsIdenticalAsync, TestContext.Progress.WriteLine, iter: Tries, threads: 1);
        Assert.That(tried, Is.GreaterThanOrEqualTo(Tries));

        async Task EndsIdenticalAsync(Loads loads)
        {
            var files = loads.Files.Select((file, i) => Files.Write(file.Source, $"{tried}-{i}", file.Rows)
                with
            { RuleVersion = file.Rule, RawFile = $"raw/{file.Source}/{file.Raw}.csv", KnownAt = CleanFiles.KnownAt.AddHours(file.Raw) }).ToArray();
            tried++;
            await using var postgres = await PostgresStore.CreateAsync();
            await using var duckDb = await DuckDbStore.CreateAsync(PathOf($"try{tried}"));
            await using var inTurn = await PostgresStore.CreateAsync();
            foreach (var file in files)
            {
                await LoadAsync(inTurn, file);
            }

            var expected = inTurn.Everything();
            await LoadAtOnceAsync(postgres, files, loads);
            await LoadAtOnceAsync(duckDb, files, loads);
            Assert.That(postgres.Everything(), Is.EqualTo(expected), "PostgreSQL");
            Assert.That(duckDb.Everything(), Is.EqualTo(expected), "DuckDB");
        }
    }

    private static Task LoadAtOnceAsync(Store store, CleanFile[] files, Loads loads)
    {
        var waiting = new Queue<int>(loads.Order);
        return Task.WhenAll(Enumerable.Range(0, loads.Loaders).Select(async _ =>
        {
            while (Next() is { } file)
            {
                await LoadAsync(store, files[file]);
            }
        }));

        int? Next()
        {
            lock (waiting)
            {
                return waiting.TryDequeue(out var file) ? file : null;
            }
        }
    }

    // Whatever else is being loaded, what can be seen is whole: each figure is what the facts say, each key leads somewhere.
    private static async Task LoadAsync(Store store, CleanFile file)
    {
        await store.Warehouse.LoadAsync(file, CancellationToken.None);
        Assert.That(store.Query(WarehouseChecks.WrongDays), Is.Empty);
        Assert.That(store.Query(WarehouseChecks.Orphans), Is.Empty);
        Assert.That(store.Query("SELECT * FROM ops.imbalance"), Is.Empty);
    }
}
