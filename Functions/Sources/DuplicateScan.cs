using System.Collections;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources;

/// <summary>
/// Finds the records of one raw blob that a later record with the same key and version replaces. Holds
/// <paramref name="keysInMemory"/> keys at most (some 50 bytes each); past that it goes on in files on disk.
/// </summary>
internal sealed class DuplicateScan(int keysInMemory) : IAsyncDisposable
{
    private const int Buckets = 64;

    private readonly Dictionary<UInt128, long> _newest = [];
    private readonly BitArray _replaced = new(0);
    private TempFile[]? _spilled;

    /// <summary>Records that lost to a later one; known after <see cref="Complete"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Notes a record that passed every rule.</summary>
    /// <param name="record">1-based and rising.</param>
    public void Add(string account, ReadOnlySpan<char> id, DateTime changedAt, int changeRank, long record)
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes(account.AsSpan()));
        hash.Append([0, 0]);
        hash.Append(MemoryMarshal.AsBytes(id));
        var version = (changedAt.Ticks, (long)changeRank);
        hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<(long, long)>(in version)));
        Note(hash.GetCurrentHashAsUInt128(), record);
        if (_newest.Count >= keysInMemory)
        {
            Spill();
        }
    }

    /// <summary>Settles what was spilled to disk; call once, after the last record.</summary>
    public void Complete()
    {
        if (_spilled is null)
        {
            return;
        }

        Spill();
        Span<byte> entry = stackalloc byte[24];
        foreach (var bucket in _spilled)
        {
            _newest.Clear();
            bucket.Stream.Position = 0;
            while (bucket.Stream.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) == entry.Length)
            {
                Note(MemoryMarshal.Read<UInt128>(entry), MemoryMarshal.Read<long>(entry[16..]));
            }
        }

        _newest.Clear();
    }

    public bool IsReplaced(long record) => record < _replaced.Length && _replaced[(int)record];

    public async ValueTask DisposeAsync()
    {
        foreach (var bucket in _spilled ?? [])
        {
            await bucket.DisposeAsync();
        }
    }

    private void Note(UInt128 key, long record)
    {
        ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_newest, key, out var exists);
        if (!exists)
        {
            newest = record;
            return;
        }

        var loser = (int)Math.Min(newest, record);
        newest = Math.Max(newest, record);
        if (_replaced.Length <= loser)
        {
            _replaced.Length = Math.Max(loser + 1, _replaced.Length * 2);
        }

        _replaced[loser] = true;
        Count++;
    }

    private void Spill()
    {
        _spilled ??= [.. Enumerable.Range(0, Buckets).Select(_ => TempFile.Create(".keys"))];
        Span<byte> entry = stackalloc byte[24];
        foreach (var (key, record) in _newest)
        {
            MemoryMarshal.Write(entry, key);
            MemoryMarshal.Write(entry[16..], record);
            _spilled[(int)(key % Buckets)].Stream.Write(entry);
        }

        _newest.Clear();
    }
}
