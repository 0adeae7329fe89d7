using Beejan.Benchmarks.Load;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Hosting;
using Beejan.Functions.Sources.CallLogs.Layouts;
using BenchmarkDotNet.Attributes;

namespace Beejan.Benchmarks.Pieces;

/// <summary>The rules of one value, over a thousand values; times are those of one.</summary>
[MemoryDiagnoser]
public class RulePieces
{
    private const int Values = 1_000;

    private static readonly RuleFiles Rules = RuleFilesOnDisk.Read();
    private static readonly LocalTime Lagos = new("Africa/Lagos");

    private readonly PhoneMemo _phones = new();
    private string[] _texts = [];
    private string[] _emails = [];
    private string[] _nationalNumbers = [];
    private string[] _times = [];
    private (string City, string Region)[] _places = [];

    [GlobalSetup]
    public void Prepare()
    {
        var calls = Call.Take(Values).ToList();
        _texts = [.. calls.Select(call => call.Text ?? "")];
        _emails = [.. calls.Select(call => call.CustomerEmail ?? "")];
        _nationalNumbers = [.. calls.Select(call => call.CustomerPhone is { } phone ? "0" + phone[4..] : "")];
        _times = [.. calls.Select(call => call.OpenedAt.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture))];
        _places = [.. calls.Select(call => (call.City ?? "", call.Region ?? ""))];
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public int Topic() => _texts.Count(text => Rules.Topics.Find(text) is not null);

    [Benchmark(OperationsPerInvoke = Values)]
    public int PlaceOfItsParts()
    {
        var known = 0;
        foreach (var (city, region) in _places)
        {
            Place place = Rules.Places.Read(city, region, "");
            known += place.Country is null ? 0 : 1;
        }

        return known;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public int PhoneByItsPlan() => _nationalNumbers.Count(number => PhoneNumber.TryParse(number, "NG", out _));

    [Benchmark(OperationsPerInvoke = Values)]
    public int PhoneRemembered() => _nationalNumbers.Count(number => _phones.TryParse(number, "NG", out _));

    [Benchmark(OperationsPerInvoke = Values)]
    public int Email() => _emails.Count(email => EmailAddress.TryParse(email, out _));

    [Benchmark(OperationsPerInvoke = Values)]
    public int LocalTimeToUtc()
    {
        var read = 0;
        foreach (var text in _times)
        {
            read += FixedTime.TryRead(text, DateOrder.YearFirst, out var local, out _) && Lagos.ToUtc(local, out _) == TimeReading.Read ? 1 : 0;
        }

        return read;
    }
}
