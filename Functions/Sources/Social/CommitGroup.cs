using System.Buffers;

namespace Beejan.Functions.Sources.Social;

/// <summary>Deliveries of one platform that become one raw blob, and those who wait for it.</summary>
/// <param name="platform">Whose they are.</param>
/// <param name="openedAt">When the first of them was received.</param>
/// <param name="operation">The first one's operation, as W3C's traceparent: a blob can go on with one only. The others' log says which blob they are in.</param>
internal sealed class CommitGroup(string platform, DateTimeOffset openedAt, string? operation)
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly TaskCompletionSource<string> _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Platform => platform;

    public DateTimeOffset OpenedAt => openedAt;

    public string? Operation => operation;

    public int Deliveries { get; private set; }

    public ReadOnlyMemory<byte> Lines => _lines.WrittenMemory;

    /// <summary>Closes the group when it is due.</summary>
    public ITimer? Window { get; set; }

    /// <summary>The blob's path, once it is written; fails as it does.</summary>
    public Task<string> Durable => _durable.Task;

    public void Add(byte[] line)
    {
        _lines.Write(line);
        Deliveries++;
    }

    public void Complete(string rawPath) => _durable.SetResult(rawPath);

    public void Fail(Exception broken) => _durable.SetException(broken);
}
