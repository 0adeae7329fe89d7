using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>Rows on their way into PostgreSQL go some at a time, through several row groups, with marks that look ahead.</summary>
[TestFixture]
internal sealed class StagedRowsTests() : WarehouseTest(WarehouseEngine.Postgres)
{
    private const int Rows = 5_001;
    private const int Calls = 4_000;

    private const string IsWrong =
        """
        source_id <> 'CALL-' || (record_number - 1) % 4000 + 1 OR row_hash <> md5(record_number || 'text') OR text <> 'text' OR status IS NOT NULL
            OR opened_at <> TIMESTAMPTZ '2026-11-20 09:00:00Z' + record_number * INTERVAL '1 hour'
            OR customer_phone <> '+23480' || record_number OR city <> 'city ' || record_number % 7 OR agent_key IS NOT NULL
        """;

    private readonly Dictionary<string, long> _staged = [];

    [Test]
    public async Task All_rows_arrive_as_they_are_and_those_of_one_complaint_know_of_each_other()
    {
        OnStep = (step, connection) =>
        {
            if (step == "staged")
            {
                Count("rows", "SELECT count(DISTINCT record_number) FROM staged");
                Count("wrong", $"SELECT count(*) FROM staged WHERE {IsWrong}");
                Count("unmarked", "SELECT count(*) FROM staged WHERE NOT is_several AND record_number % 4000 BETWEEN 1 AND 1001");
                Count("marked", "SELECT count(*) FROM staged WHERE is_several AND NOT record_number % 4000 BETWEEN 1 AND 1001");
                Count("introduced", "SELECT count(DISTINCT customer_key) FROM staged WHERE introduces");
            }

            void Count(string name, string sql) => _staged[name] = connection.Query(sql, row => row.GetInt64(0), CancellationToken.None).Single();
        };

        var result = await Store.LoadAsync(Files.WriteMany("calls", Rows, "text", Calls));

        Assert.That((_staged["rows"], _staged["wrong"], _staged["unmarked"], _staged["introduced"]), Is.EqualTo(((long)Rows, 0L, 0L, (long)Rows)));
        Assert.That(_staged["marked"], Is.LessThan(Calls / 100));
        Assert.That(result, Is.EqualTo(new LoadResult(Rows, Calls, 0, 0, Rows - Calls, 0, AlreadyLoaded: false)));
    }
}
