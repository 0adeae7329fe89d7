namespace Beejan.Functions.Sources.Social;

/// <summary>Deliveries of one platform that become one raw blob, and those who wait for it.</summary>
/// <param name="platform">Whose they are.</param>
/// <param name="openedAt">When the first of them was received.</param>
/// <param name="operation">The first one's operation, as W3C's traceparent: a blob can go on with one only. The others' log says which blob they are in.</param>
internal sealed class CommitGroup(string platform, DateTimeOffset openedAt, string? operation)
{
    private readonly List<byte[]> _lines = [];
    private readonly TaskCompletionSource<string> _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Platform => platform;

    public DateTimeOffset OpenedAt => openedAt;

    public string? Operation => operation;

    public int Deliveries => _lines.Count;

    /// <summary>All lines together, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Closes the group when it is due.</summary>
    public ITimer? Window { get; set; }

    /// <summary>The blob's path, once it is written; fails as it does.</summary>
    public Task<string> Durable => _durable.Task;

    public void Add(byte[] line)
    {
        _lines.Add(line);
        Length += line.Length;
    }

    /// <summary>The lines behind one another; put together when there are no more, outside of the lock that adding is under.</summary>
    public byte[] ToBlob()
    {
        var blob = GC.AllocateUninitializedArray<byte>(Length);
        var at = 0;
        foreach (var line in _lines)
        {
            line.CopyTo(blob, at);
            at += line.Length;
        }

        return blob;
    }

    public void Complete(string rawPath) => _durable.SetResult(rawPath);

    public void Fail(Exception broken) => _durable.SetException(broken);
}
