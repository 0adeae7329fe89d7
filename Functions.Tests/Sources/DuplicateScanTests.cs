using Beejan.Functions.Sources;
using CsCheck;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Sources;

public sealed class DuplicateScanTests
{
    private static readonly DateTime Time = new(2026, 11, 29, 8, 0, 0, DateTimeKind.Utc);

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(1_000)]
    public Task The_last_of_each_key_stays_however_few_keys_fit_into_memory(int keysInMemory)
        => Gen.Int[0, 60].Array[0, 300].SampleAsync(async ids =>
        {
            await using var scan = new DuplicateScan(keysInMemory);
            foreach (var (i, id) in ids.Index())
            {
                scan.Add("lagos", $"CALL-{id}", Time, 0, i + 1);
            }

            scan.Complete();
            var last = ids.Index().GroupBy(id => id.Item, id => id.Index).ToDictionary(group => group.Key, group => group.Max());
            Assert.That(scan.Count, Is.EqualTo(ids.Length - last.Count));
            Assert.That(ids.Index().Select(id => scan.IsReplaced(id.Index + 1)), Is.EqualTo(ids.Index().Select(id => last[id.Item] != id.Index)));
        }, iter: 100);

    [Test]
    public async Task Account_id_time_and_rank_make_a_key()
    {
        await using var scan = new DuplicateScan(1_000);
        scan.Add("lagos", "1", Time, 0, 1);
        scan.Add("kano", "1", Time, 0, 2);
        scan.Add("lagos", "2", Time, 0, 3);
        scan.Add("lagos", "1", Time.AddTicks(1), 0, 4);
        scan.Add("lagos", "1", Time, 1, 5);
        Assert.That(scan.HasFound, Is.False);
        scan.Add("lagos", "1", Time, 0, 6);
        Assert.That(scan.HasFound, Is.True);
        scan.Complete();
        Assert.That(Enumerable.Range(1, 6).Where(record => scan.IsReplaced(record)), Is.EqualTo(new[] { 1 }));
    }
}
