using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources;

public sealed class CleanStageTests
{
    private const string Source = "calllogs";
    private const string Export = "call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,,A,x,y,open\nbroken\nCALL-1,2026-11-01 10:00,,A,x,z,open\n";

    private TestLake _lake = null!;

    [SetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [Test]
    public async Task The_same_raw_bytes_make_the_same_clean_bytes_and_are_not_written_again()
    {
        var raw = await PutAsync(Export);
        await CleanAsync(raw);
        var clean = _lake.CleanOf(raw, Source);
        var first = (await clean.DownloadContentAsync()).Value;
        await CleanAsync(raw);
        Assert.That((await clean.GetPropertiesAsync()).Value.ETag, Is.EqualTo(first.Details.ETag), "written again");

        await clean.DeleteAsync();
        await CleanAsync(raw);
        Assert.That((await clean.DownloadContentAsync()).Value.Content.ToArray(), Is.EqualTo(first.Content.ToArray()));
    }

    [Test]
    public async Task Clean_files_have_the_declared_types_in_another_reader()
    {
        var raw = await PutAsync(Export);
        await CleanAsync(raw);
        var types = await _lake.DescribeCleanAsync(raw, Source);
        Assert.That(types, Is.EqualTo(new[]
        {
            "account VARCHAR", "source_id VARCHAR", "changed_at TIMESTAMP WITH TIME ZONE", "change_rank INTEGER", "row_hash VARCHAR", "record_number BIGINT", "quality_flags VARCHAR",
            "channel VARCHAR", "opened_at TIMESTAMP WITH TIME ZONE", "resolved_at TIMESTAMP WITH TIME ZONE", "status VARCHAR", "is_resolved BOOLEAN", "text VARCHAR", "category VARCHAR",
            "customer_name VARCHAR", "customer_phone VARCHAR", "customer_email VARCHAR", "agent VARCHAR", "city VARCHAR", "region VARCHAR", "postcode VARCHAR", "country VARCHAR",
            "topic VARCHAR", "topic_rules INTEGER", "place_city VARCHAR", "place_region VARCHAR", "place_country VARCHAR",
            "received_via VARCHAR", "is_on_behalf BOOLEAN", "is_answered BOOLEAN", "answer_seconds INTEGER", "talk_seconds INTEGER", "satisfaction INTEGER",
        }));
    }

    [TestCase("1880-01-01", "opened_at < '1881-01-01'")]
    [TestCase("2015-04-22", "opened_at >= '2015-04-22' AND opened_at < '2015-04-23'")]
    [TestCase("2199-12-31", "opened_at > '2199-01-01'")]
    [TestCase("2026-11-01", "text = 'z'")]
    [TestCase("2026-11-01", "source_id >= 'CALL-1' AND agent = 'A' AND record_number = 3")]
    public async Task A_reader_that_goes_by_the_files_statistics_misses_nothing(string day, string filter)
    {
        var raw = await PutAsync(Export.Replace("2026-11-01", day, StringComparison.Ordinal));
        await CleanAsync(raw);
        Assert.That(await _lake.QueryCleanAsync(raw, Source, "source_id", $"WHERE {filter}"), Is.EqualTo(new[] { "CALL-1" }));
    }

    [Test]
    public async Task Texts_that_UTF_16_and_UTF_8_order_differently_are_found()
    {
        var raw = await PutAsync("call_id,opened_at,customer_phone,agent,category,complaint,status\nCALL-1,2026-11-01 10:00,,A,x,😡,open\nCALL-2,2026-11-01 10:00,,A,x,\uffee,open\n");
        await CleanAsync(raw);
        Assert.That(await _lake.QueryCleanAsync(raw, Source, "source_id", "WHERE text = '😡'"), Is.EqualTo(new[] { "CALL-1" }));
        Assert.That(await _lake.QueryCleanAsync(raw, Source, "source_id", "WHERE text = '\uffee'"), Is.EqualTo(new[] { "CALL-2" }));
    }

    [Test]
    public async Task A_clean_file_says_what_it_was_made_of()
    {
        var raw = await PutAsync(Export);
        await CleanAsync(raw);
        var metadata = (await _lake.CleanOf(raw, Source).GetPropertiesAsync()).Value.Metadata;
        Assert.Multiple(() =>
        {
            Assert.That(metadata[BlobMetadata.RawPath], Is.EqualTo("raw/" + raw.Name));
            Assert.That(metadata[BlobMetadata.RuleVersion], Is.EqualTo($"{CallLogsSource.RuleVersion + TestLake.Rules.Topics.File.Version + TestLake.Rules.Places.File.Version}"));
            Assert.That(metadata[BlobMetadata.Rows], Is.EqualTo("1"));
            Assert.That(metadata[BlobMetadata.Sha256], Has.Length.EqualTo(64));
        });
    }

    [Test]
    public async Task Rows_get_topic_and_place_and_keep_what_the_source_said()
    {
        var raw = await PutAsync("call_id,opened_at,customer_phone,agent,category,complaint,status,city,state\nCALL-1,2026-11-01 10:00,,A,Device,Abeg una network no dey,open,ph,\nCALL-2,2026-11-01 10:00,,A,SIM,,open,,Lagos State\nCALL-3,2026-11-01 10:00,,A,x,y,open,n/a,\n");
        await CleanAsync(raw);
        Assert.That(
            await _lake.QueryCleanAsync(raw, Source, "source_id, topic, topic_rules, city, region, place_city, place_region, place_country"),
            Is.EqualTo(new[] { $"CALL-1|network|{Version}|ph||Port Harcourt|Rivers|NG", $"CALL-2|sim|{Version}||Lagos State||Lagos|NG", $"CALL-3||{Version}|n/a||||" }));
    }

    [Test]
    public async Task A_clean_file_of_newer_topic_rules_or_place_names_has_another_name()
    {
        var raw = await PutAsync(Export);
        await CleanAsync(raw, new RuleFiles(RuleText.Topics(20, "anything,z,en"), RuleText.Places(300, "NG,,,")));
        var name = RawName.Parse(raw.Name, Source).DerivedName(CallLogsSource.RuleVersion + 320, "parquet");
        var metadata = (await _lake.Store.Clean.GetBlobClient(name).GetPropertiesAsync()).Value.Metadata;
        Assert.That(metadata[BlobMetadata.RuleVersion], Is.EqualTo($"{CallLogsSource.RuleVersion + 320}"));
    }

    [TestCase(1, "received 2, but cleaned 1", TestName = "A_cleaner_that_drops_a_row_fails_the_batch_and_leaves_nothing")]
    [TestCase(3, "received 2, but cleaned 3", TestName = "A_cleaner_that_writes_a_row_twice_fails_the_batch_and_leaves_nothing")]
    public async Task A_cleaner_that_does_not_balance(int rows, string says)
    {
        var raw = await PutAsync(Export);
        async Task WriteRowsForTwoRecordsAsync(Stream bytes, CleanBatch<CallLogColumns> batch, CancellationToken cancellationToken)
        {
            batch.Received = 2;
            for (var row = 1; row <= rows; row++)
            {
                batch.TryBeginRow("a", $"CALL-{row}", new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), ChangeRank.Add, row);
                batch.Columns.Channel.Append("phone");
                batch.Columns.EndRow();
            }

            await batch.FlushIfFullAsync(cancellationToken);
        }

        Assert.That(
            () => PublishAsync(raw, WriteRowsForTwoRecordsAsync),
            Throws.InstanceOf<RecordsDoNotBalanceException>().With.Message.Contains(says));
        Assert.That(await CountAsync(_lake.Store.Clean), Is.Zero);
        Assert.That(await CountAsync(_lake.Store.State), Is.Zero);
    }

    [Test]
    public async Task A_world_that_breaks_midway_leaves_nothing_and_the_next_run_finishes()
    {
        var raw = await PutAsync(Export);
        Assert.That(
            () => PublishAsync(raw, (_, _, _) => throw new RequestFailedException(503, "busy")),
            Throws.InstanceOf<RequestFailedException>());
        Assert.That(await CountAsync(_lake.Store.Clean), Is.Zero);

        await CleanAsync(raw);
        Assert.That(await _lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(3, 1, 1, 1, 0)));
    }

    [Test]
    public async Task Two_cleaners_at_once_end_as_one()
    {
        var raw = await PutAsync(Export);
        await Task.WhenAll(CleanAsync(raw), CleanAsync(raw), CleanAsync(raw));
        Assert.That(await CountAsync(_lake.Store.Clean), Is.EqualTo(1));
        Assert.That(await _lake.ReadCountsAsync(raw, Source), Is.EqualTo(new BatchCounts(3, 1, 1, 1, 0)));
    }

    [Test]
    public async Task The_manifest_tells_rejects_by_rule_also_where_only_listed()
    {
        var raw = await PutAsync("call_id,opened_at,customer_phone,agent,category,complaint,status\nbroken\nbroken\nnobody,2026-11-01 10:00,,A,x,y,open\n");
        await CleanAsync(raw);
        var manifest = (await _lake.Store.State.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "clean/", CancellationToken.None).ToListAsync()).Single();
        Assert.That(RejectedByRule.Read(manifest.Metadata), Is.EqualTo(new Dictionary<string, long> { ["calllogs.fields"] = 2, ["calllogs.id"] = 1 }));
        Assert.That((await _lake.Store.State.GetBlobClient(manifest.Name).DownloadContentAsync()).Value.Content.ToString(), Does.Match("\"rejectedByRule\": \\{\\s*\"calllogs.fields\": 2,\\s*\"calllogs.id\": 1"));
    }

    [TestCase(new[] { 1, 2 })]
    [TestCase(new[] { 2, 1 })]
    [TestCase(new[] { 1, 3, 2, 3 })]
    public async Task Of_readings_by_several_rules_only_the_newest_stays_with_its_rejects(int[] rules)
    {
        var raw = await PutAsync(Export);
        var other = await _lake.PutRawAsync(Source, "call_id,opened_at,customer_phone,agent,category,complaint,status\nbroken\n"u8.ToArray(), "csv");
        await CleanAsync(other);

        foreach (var rule in rules)
        {
            await CleanAsync(raw, TestLake.Rules with { Topics = RuleText.Topics(rule, "billing,charged twice,en") });
        }

        var sum = CallLogsSource.RuleVersion + TestLake.Rules.Places.File.Version + rules.Max();
        var stem = RawName.Parse(raw.Name, Source).DerivedStem;
        foreach (var container in new[] { _lake.Store.Clean, _lake.Store.Rejects, _lake.Store.State })
        {
            var names = await ListAsync(container);
            Assert.That(names.Single(name => name.Contains(stem, StringComparison.Ordinal)), Does.Contain($"{stem}.r{sum}."), container.Name);
            Assert.That(names, Has.Count.EqualTo(2), "another raw blob's reading is nobody else's");
        }
    }

    [TestCase("social/2026/11/02/060000000-default-0123456789abcdef.csv")]
    [TestCase("calllogs/2026/11/02/anything.csv")]
    [TestCase("calllogs/2026/13/02/060000000-default-0123456789abcdef.csv")]
    public async Task A_blob_of_another_name_is_refused(string name)
    {
        var blob = _lake.Store.Raw.GetBlobClient(name);
        await blob.UploadAsync(new BinaryData("x"));
        Assert.That(() => CleanAsync(blob), Throws.InstanceOf<WrongBlobException>());
    }

    private Task<BlobClient> PutAsync(string export) => _lake.PutRawAsync(Source, Encoding.UTF8.GetBytes(export), "csv");

    private static int Version => TestLake.Rules.Topics.File.Version;

    private Task PublishAsync(BlobClient raw, Func<Stream, CleanBatch<CallLogColumns>, CancellationToken, Task> readAsync)
    {
        var stage = _lake.CleanStage();
        return stage.PublishAsync(stage.ReadAsync(raw, Source, 1, rules => new CallLogColumns(rules), readAsync, CancellationToken.None), CancellationToken.None);
    }

    private Task CleanAsync(BlobClient raw, RuleFiles? rules = null) => new CallLogCleaner(_lake.CleanStage(rules: rules), Options.Create(new CleaningOptions()), KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None);

    private static async Task<int> CountAsync(BlobContainerClient container) => (await ListAsync(container)).Count;

    private static async Task<List<string>> ListAsync(BlobContainerClient container)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
