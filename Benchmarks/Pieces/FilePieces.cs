using Beejan.Benchmarks.Clean;
using Beejan.Benchmarks.Load;
using Beejan.Functions.Sources;
using Beejan.Functions.Sources.CallLogs.Csv;
using BenchmarkDotNet.Attributes;

namespace Beejan.Benchmarks.Pieces;

/// <summary>What a stage does with files, over ten thousand rows; times are those of one row.</summary>
[MemoryDiagnoser]
public class FilePieces
{
    private const int Rows = 10_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("beejan-bench-");
    private byte[] _export = [];
    private string[] _ids = [];

    [GlobalSetup]
    public void Prepare()
    {
        var path = Path.Combine(_folder.FullName, "calls.csv");
        CallLogExport.Write(path, Rows);
        _export = File.ReadAllBytes(path);
        _ids = [.. Call.Take(Rows).Select(call => call.Id)];
    }

    [GlobalCleanup]
    public void CleanUp() => _folder.Delete(recursive: true);

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> CsvRecord()
    {
        var file = await CsvFile.OpenAsync(new MemoryStream(_export), CancellationToken.None);
        await using var records = file.Read(',');
        var bytes = 0L;
        while (await records.ReadAsync(CancellationToken.None))
        {
            bytes += records[0].Length;
        }

        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> DuplicateKey()
    {
        await using var scan = new DuplicateScan(keysInMemory: 1_000_000);
        var record = 0L;
        foreach (var id in _ids)
        {
            scan.Add("lagos", id, DateTime.UnixEpoch, 0, ++record);
        }

        scan.Complete();
        return scan.Count;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> CleanRowToParquet() => (await CleanCalls.WriteAsync(_folder.FullName, Rows, "calls", CancellationToken.None)).Rows;
}
