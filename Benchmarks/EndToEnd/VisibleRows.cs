using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>Looks into the warehouse every few milliseconds, as a reader would, for the complaints that are waited for.</summary>
internal sealed class VisibleRows(string connectionString)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, long> _written = new();
    private readonly ConcurrentQueue<double> _waits = new();

    /// <summary>Milliseconds from a blob's creation to its row, in no order.</summary>
    public IReadOnlyCollection<double> Waits => _waits;

    public int Missing => _written.Count;

    /// <param name="commentId">What is waited for.</param>
    /// <param name="at">When its blob was there.</param>
    public void Expect(string commentId, long at) => _written[commentId] = at;

    /// <summary>The complaints whose ids begin so.</summary>
    public async Task<long> CountAsync(string prefix, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM mart.fact_complaint WHERE starts_with(source_id, $1)", connection) { Parameters = { new() { Value = prefix } } };
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("SELECT source_id FROM mart.fact_complaint WHERE source_id = ANY ($1)", connection) { Parameters = { new NpgsqlParameter<string[]>() } };
        while (!ct.IsCancellationRequested)
        {
            ((NpgsqlParameter<string[]>)command.Parameters[0]).TypedValue = [.. _written.Keys];
            await using (var rows = await command.ExecuteReaderAsync(ct))
            {
                while (await rows.ReadAsync(ct))
                {
                    if (_written.TryRemove(rows.GetString(0), out var at))
                    {
                        _waits.Enqueue(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                    }
                }
            }

            await Task.Delay(Poll, ct);
        }
    }
}
