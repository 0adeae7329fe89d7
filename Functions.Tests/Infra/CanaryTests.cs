using System.Diagnostics;
using Azure.Storage.Blobs;
using Beejan.Functions.Lake;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs;
using Beejan.Functions.Sources.CallLogs.Layouts;
using Beejan.Functions.Sources.Sms;
using Beejan.Functions.Sources.Social;
using Beejan.Functions.Sources.Social.Platforms;
using Beejan.Functions.Tests.Support;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Infra;

/// <summary>infra/canary.sh: what the smoke test drops is what the cleaners read.</summary>
public sealed class CanaryTests
{
    private const string Number = "1795500000"; // 2026-11-24 06:00:00 UTC

    private TestLake _lake = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lake = await TestLake.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lake.DisposeAsync();

    [TestCase("calllogs", "landing")]
    [TestCase("social", "raw")]
    [TestCase("sms", "raw")]
    public async Task A_canary_becomes_a_complaint_of_its_id_with_the_number_that_no_figure_counts(string source, string container)
    {
        var (said, bytes) = await MakeAsync(source);
        Assert.That(said[0], Is.EqualTo(container));

        // A dropped export has whatever name; a blob in raw has the one that the app would have given it.
        var raw = container == "landing"
            ? await _lake.PutRawAsync(source, bytes, "csv")
            : await _lake.PutRawAsync(source, bytes, said[1].Split('.')[^1], RawName.Parse(said[1], source).Time, RawName.Parse(said[1], source).Account);
        Assert.That(container == "landing" ? $"{source}/canary-{Number}.csv" : raw.Name, Is.EqualTo(said[1]));

        await CleanAsync(source, raw);
        Assert.That(await _lake.ReadRejectsAsync(raw, source), Is.Empty);
        Assert.That(await _lake.QueryCleanAsync(raw, source, "source_id, customer_phone, text"), Is.EqualTo(new[] { $"{said[2]}|{TestNumber()}|Canary {Number}" }));
    }

    private Task CleanAsync(string source, BlobClient raw)
    {
        _lake.SourceRules = source == "calllogs" ? KnownLayouts.BuiltIn.Version : 0;
        var cleaning = Options.Create(new CleaningOptions());
        return source switch
        {
            "calllogs" => new CallLogCleaner(_lake.CleanStage(), cleaning, KnownLayouts.BuiltIn).RunAsync(raw, CancellationToken.None),
            "social" => new SocialCleaner(_lake.CleanStage(), new EnabledPlatforms(Options.Create(new SocialOptions())), cleaning).RunAsync(raw, CancellationToken.None),
            _ => new SmsCleaner(_lake.CleanStage(), cleaning, Options.Create(new SmsOptions())).RunAsync(raw, CancellationToken.None),
        };
    }

    /// <summary>The same in both environments.</summary>
    private static string TestNumber() => Deployment.Environments
        .Select(environment => Repository.Read($"infra/{environment}.bicepparam").Split("Warehouse__TestNumbers: '")[1].Split('\'')[0])
        .Distinct().Single();

    private static async Task<(string[] Said, byte[] Bytes)> MakeAsync(string source)
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, said, errors) = await Command.RunAsync(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "infra", "canary.sh"), source, Number, file]));
            Assert.That((exitCode, errors), Is.EqualTo((0, "")));
            return (said.Trim().Split(' '), await File.ReadAllBytesAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
