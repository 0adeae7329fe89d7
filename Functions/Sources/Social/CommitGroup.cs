using System.Buffers;

namespace Beejan.Functions.Sources.Social;

/// <summary>Deliveries of one platform that become one raw blob, and those who wait for it.</summary>
/// <param name="platform">Whose they are.</param>
/// <param name="openedAt">When the first of them was received.</param>
internal sealed class CommitGroup(string platform, DateTimeOffset openedAt)
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Platform => platform;

    public DateTimeOffset OpenedAt => openedAt;

    public int Deliveries { get; private set; }

    public ReadOnlyMemory<byte> Lines => _lines.WrittenMemory;

    /// <summary>Closes the group when it is due.</summary>
    public ITimer? Window { get; set; }

    /// <summary>Ends when the blob is written, or fails as it does.</summary>
    public Task Durable => _durable.Task;

    public void Add(byte[] line)
    {
        _lines.Write(line);
        Deliveries++;
    }

    public void Complete() => _durable.SetResult();

    public void Fail(Exception broken) => _durable.SetException(broken);
}
