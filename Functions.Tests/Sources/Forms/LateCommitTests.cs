using System.Data.Common;
using Beejan.Functions.Sources.Forms;
using Beejan.Functions.Sources.Forms.Databases;
using Microsoft.Extensions.Logging;
using Npgsql;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources.Forms;

/// <summary>Transactions that are open while walks go by, on PostgreSQL, which tells of them. There is no lag that could find their rows.</summary>
internal sealed class LateCommitTests() : FormsTest("Postgres")
{
    private const string Reader = "reader_of_forms";

    // As old as a transaction can't be made to wait for here: what is older than the margin, for which a bound can't be lucky.
    private const string Old = "now() - interval '2 minutes'";

    [Test]
    public async Task Nasty72_A_transaction_that_is_open_while_walks_go_by_is_found_whenever_it_commits([Values(1, 3)] int walks)
    {
        await CreateTableAsync();
        await using var slow = await Site.ConnectAsync();

        // As late within the margin as a clock can be, and a transaction that is older than the rest of it.
        await Website.ExecuteAsync(slow, "BEGIN", $"INSERT INTO {Table} (id, updated_at) VALUES (1, now() - interval '59.9 seconds')", "SELECT pg_sleep(0.2)");
        for (var walk = 0; walk < walks; walk++)
        {
            await InsertAsync((10 + walk, Site.Now));
            await IngestAsync();
        }

        Assert.That(await QueryRawAsync("count(*)", "WHERE id = 1"), Is.EqualTo(new[] { "0" }), "nobody sees what is not committed");
        await Website.ExecuteAsync(slow, "COMMIT");
        await IngestAsync();
        Assert.That(await QueryRawAsync("DISTINCT id", "WHERE id = 1"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_transaction_that_only_read_so_far_may_write_yet()
    {
        await CreateTableAsync();
        await InsertAsync((9, Site.Now));
        await using var slow = await Site.ConnectAsync();
        await Website.ExecuteAsync(slow, "BEGIN", $"SELECT count(*) FROM {Table}");
        var start = await StartOfAsync(slow);
        await IngestAsync();
        Assert.That((await CursorAsync()).Bound, Is.LessThanOrEqualTo(start - TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task The_bound_is_the_start_of_the_oldest_transaction_or_now()
    {
        await CreateTableAsync();
        await using var old = await Site.ConnectAsync();
        await Website.ExecuteAsync(old, "BEGIN");
        var start = await StartOfAsync(old);
        await using var young = await Site.ConnectAsync();
        await Website.ExecuteAsync(young, "BEGIN", "SELECT pg_current_xact_id()");
        await IngestAsync();
        Assert.That((await CursorAsync()).Bound, Is.EqualTo(start - TimeSpan.FromMinutes(1)));

        await Website.ExecuteAsync(old, "COMMIT");
        await Website.ExecuteAsync(young, "COMMIT");
        await IngestAsync();
        var cursor = await CursorAsync();
        Assert.That(cursor.Bound, Is.EqualTo(cursor.WalkStartedAt - TimeSpan.FromMinutes(1)).And.GreaterThan(start - TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_prepared_transaction_holds_the_bound_from_before_it_was_prepared()
    {
        await CreateTableAsync();
        await InsertAsync((9, Site.Now));
        await IngestAsync();
        var before = (await CursorAsync()).Bound;
        await using var slow = await Site.ConnectAsync();
        await Website.ExecuteAsync(slow, "BEGIN", $"INSERT INTO {Table} (id, updated_at) VALUES (1, now())", $"PREPARE TRANSACTION '{Table}'");
        for (var walk = 0; walk < 2; walk++)
        {
            await IngestAsync();
            Assert.That((await CursorAsync()).Bound, Is.EqualTo(before), "its start is not told, but it is later than that");
        }

        await Website.ExecuteAsync(slow, $"COMMIT PREPARED '{Table}'");
        await IngestAsync();
        Assert.That((await CursorAsync()).Bound, Is.GreaterThan(before!.Value));
        Assert.That(await QueryRawAsync("DISTINCT id", "ORDER BY id"), Is.EqualTo(new[] { "1", "9" }));
    }

    [Test]
    public async Task Before_the_first_walk_a_prepared_transaction_makes_the_second_read_all_again()
    {
        await CreateTableAsync();
        await InsertAsync((9, Site.Now));
        await using var slow = await Site.ConnectAsync();
        await Website.ExecuteAsync(slow, "BEGIN", $"INSERT INTO {Table} (id, updated_at) VALUES (1, {Old})", $"PREPARE TRANSACTION '{Table}'");
        await IngestAsync();
        Assert.That((await CursorAsync()).Bound, Is.Null);
        await Website.ExecuteAsync(slow, $"COMMIT PREPARED '{Table}'");
        await IngestAsync();
        Assert.That(await QueryRawAsync("DISTINCT id", "ORDER BY id"), Is.EqualTo(new[] { "1", "9" }));
    }

    [Test]
    public async Task A_transaction_that_is_open_while_a_walk_is_cut_is_found_by_the_next()
    {
        await CreateTableAsync();
        await using var slow = await Site.ConnectAsync();
        await InsertAsync(Enumerable.Range(10, 5).Select(id => ((object)id, "'2026-11-01Z'")));
        await Website.ExecuteAsync(slow, "BEGIN", $"INSERT INTO {Table} (id, updated_at) VALUES (1, clock_timestamp())");
        await InsertAsync(Enumerable.Range(20, 5).Select(id => ((object)id, Site.Now)));
        await IngestAsync(Options(maxRows: 6));
        await IngestAsync(Options(maxRows: 3));
        await Website.ExecuteAsync(slow, "COMMIT");
        await WalkAsync(Options(maxRows: 6));
        await WalkAsync(Options(maxRows: 6));
        Assert.That(await QueryRawAsync("count(DISTINCT id)", "WHERE id = 1"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_role_that_does_not_see_transactions_fails_by_what_it_lacks_and_moves_nothing()
    {
        await CreateTableAsync();
        await InsertAsync((1, Site.Now));
        await using var owner = await Site.ConnectAsync();
        await Website.ExecuteAsync(owner, $"DROP ROLE IF EXISTS {Reader}", $"CREATE ROLE {Reader} LOGIN PASSWORD 'secret'", $"GRANT SELECT ON {Table} TO {Reader}");
        try
        {
            Assert.That(
                () => IngestAsync(As(Reader)),
                Throws.TypeOf<LateCommitsException>().With.Message.Contains("GRANT pg_read_all_stats").And.Message.Contains("Forms__LateCommits to Lag"));
            Assert.That((await CursorAsync()).WalkStartedAt, Is.Null);

            await IngestAsync(As(Reader, FormsOptions.ByLag));
            Assert.That(await QueryRawAsync("id"), Is.EqualTo(new[] { "1" }), "the lag needs no right");

            await Website.ExecuteAsync(owner, $"GRANT pg_read_all_stats TO {Reader}");
            await IngestAsync(As(Reader));
        }
        finally
        {
            await Website.ExecuteAsync(owner, $"DROP OWNED BY {Reader}", $"DROP ROLE {Reader}");
        }
    }

    [Test]
    public async Task A_session_that_says_nothing_of_itself_fails_the_run()
    {
        await CreateTableAsync();
        await using var silent = await Site.ConnectAsync();
        await Website.ExecuteAsync(silent, "BEGIN", "SET LOCAL track_activities = off");
        Assert.That(() => IngestAsync(), Throws.TypeOf<LateCommitsException>().With.Message.Contains("1 sessions with track_activities off"));
    }

    [Test]
    public void A_standby_is_refused_because_it_knows_no_transaction_of_its_primary()
        => Assert.That(
            () => new PostgresTransactions(DateTime.UtcNow, IsStandby: true, IsHidden: false, Untracked: 0, Oldest: null).Bound,
            Throws.TypeOf<LateCommitsException>().With.Message.Contains("pg_is_in_recovery").And.Message.Contains("Name the primary"));

    [Test]
    public async Task A_bound_that_is_held_back_for_long_is_warned_of()
    {
        await CreateTableAsync();
        await InsertAsync((1, Site.Now));
        await IngestAsync();
        await SetCursorAsync(cursor => cursor with { Bound = cursor.Bound - TimeSpan.FromHours(5) });
        Assert.That(Warnings, Is.Empty);
        await using var slow = await Site.ConnectAsync();
        await Website.ExecuteAsync(slow, "BEGIN", $"UPDATE {Table} SET status = 'x'", $"PREPARE TRANSACTION '{Table}'");
        await IngestAsync();
        await Website.ExecuteAsync(slow, $"ROLLBACK PREPARED '{Table}'");
        Assert.That(Warnings, Has.One.StartsWith($"Every walk through {Table} begins 05:0"));
    }

    private IEnumerable<string> Warnings => Logs.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text);

    private FormsOptions As(string role, string lateCommits = FormsOptions.ByTransactions) => new()
    {
        Database = Site.Database,
        ConnectionString = new NpgsqlConnectionStringBuilder(Site.ConnectionString) { Username = role, Password = "secret" }.ToString(),
        Table = Table,
        LateCommits = lateCommits,
    };

    private static async Task<DateTime> StartOfAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT now()";
        return (DateTime)(await command.ExecuteScalarAsync())!;
    }
}
