using NUnit.Framework;

namespace Beejan.Functions.Tests.Benchmarks;

public sealed class PiecesBenchTests
{
    [Test]
    public async Task Each_piece_runs()
    {
        var (code, output) = await BenchProcess.RunAsync("pieces", "--dry");
        Assert.That(code, Is.Zero, output);
        foreach (var piece in (string[])["Topic", "PlaceOfItsParts", "PhoneByItsPlan", "PhoneRemembered", "Email", "LocalTimeToUtc", "CsvRecord", "DuplicateKey", "CleanRowToParquet"])
        {
            Assert.That(output, Does.Match($@"(?m)^\| {piece} +\| [^|]+ \|"), output);
        }
    }
}
