using System.Buffers;

namespace Beejan.Functions.Sources.Social;

/// <summary>Deliveries of one platform that become one raw blob, and those who wait for it.</summary>
/// <param name="platform">Whose they are.</param>
/// <param name="openedAt">When the first of them was received.</param>
/// <param name="operation">The first one's operation, as W3C's traceparent: a blob can go on with one only. The others' log says which blob they are in.</param>
internal sealed class CommitGroup(string platform, DateTimeOffset openedAt, string? operation)
{
    private const int FirstLines = 4 * 1024;

    private byte[] _lines = ArrayPool<byte>.Shared.Rent(FirstLines);

    // Those who wait go on right here, one after the other: a hop to another thread for each would cost more than its answer.
    private readonly TaskCompletionSource<string> _durable = new();

    public string Platform => platform;

    public DateTimeOffset OpenedAt => openedAt;

    public string? Operation => operation;

    public int Deliveries { get; private set; }

    /// <summary>All lines together, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Closes the group when it is due.</summary>
    public ITimer? Window { get; set; }

    /// <summary>The blob's path, once it is written; fails as it does.</summary>
    public Task<string> Durable => _durable.Task;

    public void Add(ReadOnlySpan<byte> line)
    {
        if (_lines.Length - Length < line.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _lines.Length, Length + line.Length));
            _lines.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_lines);
            _lines = larger;
        }

        line.CopyTo(_lines.AsSpan(Length));
        Length += line.Length;
        Deliveries++;
    }

    /// <summary>
    /// The lines behind one another, once, when there are no more. A copy: what a pool lends must not lie in a request that
    /// was given up and may still be read.
    /// </summary>
    public byte[] ToBlob()
    {
        var blob = _lines.AsSpan(0, Length).ToArray();
        ArrayPool<byte>.Shared.Return(_lines);
        _lines = [];
        return blob;
    }

    public void Complete(string rawPath) => _durable.SetResult(rawPath);

    public void Fail(Exception broken) => _durable.SetException(broken);
}
