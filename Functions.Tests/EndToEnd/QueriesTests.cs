using System.Text.RegularExpressions;
using Beejan.Functions.Tests.Support;
using Beejan.Functions.Tests.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.EndToEnd;

/// <summary>Every query that the documents show runs unchanged on both engines, and has the same answer on both.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class QueriesTests
{
    private static readonly string[] Documents = ["README.md", "docs/queries.md", "docs/connect.md"];

    // Queries whose answer is that there is nothing.
    private static readonly string[] Empty = ["Was any row lost?", "Which web forms were sent twice by a double click?"];

    private DemoLake _lake = null!;
    private DuckDbStore _duckDb = null!;
    private PostgresStore _postgres = null!;

    [OneTimeSetUp]
    public async Task LoadAsync()
    {
        _lake = await DemoLake.StartAsync();
        _duckDb = await DuckDbStore.CreateAsync(Path.Combine(Path.GetDirectoryName(_lake.Copy)!, "queries.duckdb"));
        _postgres = await PostgresStore.CreateAsync();
        await _lake.LoadAsync(_duckDb.Warehouse);
        await _lake.LoadAsync(_postgres.Warehouse);
    }

    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        foreach (var held in new IAsyncDisposable?[] { _duckDb, _postgres, _lake })
        {
            await (held?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    [TestCaseSource(nameof(Queries))]
    public void A_query_has_the_same_answer_on_both_engines(string question, string sql)
    {
        var answer = _postgres.Query(sql);

        Assert.That(_duckDb.Query(sql), Is.EqualTo(answer));
        Assert.That(answer, Empty.Contains(question) ? Is.Empty : Is.Not.Empty);
        Assert.That(sql, Does.Contain("ORDER BY"));
        TestContext.Progress.WriteLine($"| {question} | {answer.Count} | equal |");
    }

    [TestCaseSource(nameof(LakeQueries))]
    public void A_query_of_the_lake_has_an_answer(string question, string sql)
    {
        var answer = TestLake.Query(sql.Replace("'lake/", $"'{_lake.Copy}/", StringComparison.Ordinal));

        Assert.That(answer, Is.Not.Empty);
        TestContext.Progress.WriteLine($"| {question} | {answer.Length} | |");
    }

    [Test]
    public void The_lake_holds_what_the_warehouse_does()
    {
        foreach (var (source, table) in new[] { ("calllogs", "call_log"), ("social", "social_post"), ("sms", "sms_message"), ("forms", "web_form") })
        {
            var complaints = TestLake.Query($"SELECT count(DISTINCT (account, source_id)) FROM read_parquet('{_lake.Copy}/clean/{source}/ingest_date=*/*.parquet', union_by_name = true)");
            Assert.That(complaints, Is.EqualTo(_postgres.Query($"SELECT count(*) FROM mart.fact_complaint WHERE source = '{source}'")), table);
        }
    }

    private static IEnumerable<TestCaseData> Queries() => Documents.SelectMany(document => Blocks(document, "sql"));

    private static IEnumerable<TestCaseData> LakeQueries() => Blocks("docs/connect.md", "duckdb");

    // A question is the heading that the block stands under.
    private static IEnumerable<TestCaseData> Blocks(string document, string language)
    {
        var found = 0;
        foreach (var section in Regex.Split(Repository.Read(document), "(?m)^##+ ").Skip(1))
        {
            foreach (Match block in Regex.Matches(section, $"(?s)```{language}\n(.*?)```"))
            {
                foreach (var sql in block.Groups[1].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    yield return new TestCaseData(section[..section.IndexOf('\n', StringComparison.Ordinal)], sql).SetArgDisplayNames($"{document} {++found}");
                }
            }
        }
    }
}
