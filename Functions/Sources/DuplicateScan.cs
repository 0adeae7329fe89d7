using System.Buffers;
using System.Collections;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources;

/// <summary>
/// Finds the records of one raw blob that a later record with the same key and version replaces. Keys are gathered in
/// buckets by their hash, each of which is looked through by itself: from memory, or, past <paramref name="keysInMemory"/>
/// keys (some 30 bytes each), from files on disk.
/// </summary>
internal sealed class DuplicateScan(int keysInMemory) : IAsyncDisposable
{
    private const int Buckets = 64;

    // Among so many a duplicate is seen at once: files that have any tend to have one early.
    private const int MostWatched = 32 * 1024;

    private readonly KeyBucket[] _buckets = [.. Enumerable.Range(0, Buckets).Select(_ => new KeyBucket())];
    private readonly ArrayBufferWriter<byte> _key = new();
    private readonly BitArray _held = new(0);
    private readonly BitArray _replaced = new(0);
    private HashSet<UInt128>? _watched = [];
    private TempFile[]? _spilled;
    private int _keys;

    /// <summary>Whether it is known already that there are duplicates; otherwise <see cref="Complete"/> knows.</summary>
    public bool HasFound { get; private set; }

    /// <summary>Records that lost to a later one; known after <see cref="Complete"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Notes a record that passed every rule.</summary>
    /// <param name="record">1-based and rising.</param>
    public void Add(string account, ReadOnlySpan<char> id, DateTime changedAt, int changeRank, long record)
    {
        _key.ResetWrittenCount();
        _key.Write(MemoryMarshal.AsBytes(account.AsSpan()));
        _key.Write("\0\0"u8);
        _key.Write(MemoryMarshal.AsBytes(id));
        var version = (changedAt.Ticks, (long)changeRank);
        _key.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<(long, long)>(in version)));
        var hash = XxHash128.HashToUInt128(_key.WrittenSpan);
        Watch(hash);
        Set(_held, record);
        _buckets[(int)((ulong)hash % Buckets)].Add(new Key((ulong)(hash >> 64), (ulong)hash, record));
        if (++_keys >= keysInMemory)
        {
            Spill();
        }
    }

    /// <summary>Finds the duplicates; call once, after the last record.</summary>
    public void Complete()
    {
        var newest = new Dictionary<UInt128, long>();
        for (var i = 0; i < Buckets; i++)
        {
            newest.Clear();
            if (_spilled is not null)
            {
                ReadSpilled(_spilled[i].Stream, newest);
            }

            foreach (var block in _buckets[i].Blocks)
            {
                Note(block.Span, newest);
            }

            _buckets[i].Clear();
        }
    }

    /// <summary>Whether a record passed every rule.</summary>
    public bool Holds(long record) => record < _held.Length && _held[(int)record];

    public bool IsReplaced(long record) => record < _replaced.Length && _replaced[(int)record];

    public async ValueTask DisposeAsync()
    {
        foreach (var bucket in _spilled ?? [])
        {
            await bucket.DisposeAsync();
        }
    }

    private void Watch(UInt128 hash)
    {
        if (_watched?.Add(hash) == false)
        {
            HasFound = true;
            _watched = null;
        }
        else if (_watched?.Count == MostWatched)
        {
            _watched = null;
        }
    }

    private void ReadSpilled(Stream bucket, Dictionary<UInt128, long> newest)
    {
        var keys = new Key[4096];
        var bytes = MemoryMarshal.AsBytes(keys.AsSpan());
        bucket.Position = 0;
        for (int read; (read = bucket.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)) > 0;)
        {
            Note(MemoryMarshal.Cast<byte, Key>(bytes[..read]), newest);
        }
    }

    private void Note(ReadOnlySpan<Key> keys, Dictionary<UInt128, long> newest)
    {
        foreach (var key in keys)
        {
            ref var record = ref CollectionsMarshal.GetValueRefOrAddDefault(newest, new UInt128(key.Upper, key.Lower), out var exists);
            if (exists)
            {
                Set(_replaced, record); // within a bucket records come in their order
                Count++;
            }

            record = key.Record;
        }
    }

    private static void Set(BitArray bits, long record)
    {
        if (bits.Length <= record)
        {
            bits.Length = Math.Max((int)record + 1, bits.Length * 2);
        }

        bits[(int)record] = true;
    }

    private void Spill()
    {
        _spilled ??= [.. Enumerable.Range(0, Buckets).Select(_ => TempFile.Create(".keys"))];
        for (var i = 0; i < Buckets; i++)
        {
            foreach (var block in _buckets[i].Blocks)
            {
                _spilled[i].Stream.Write(MemoryMarshal.AsBytes(block.Span));
            }

            _buckets[i].Clear();
        }

        _keys = 0;
    }

    private readonly record struct Key(ulong Upper, ulong Lower, long Record);

    /// <summary>Keys in blocks: nothing is copied, and left behind, as they grow more.</summary>
    private sealed class KeyBucket
    {
        private const int Least = 16; // of a page of messages, a bucket gets as many
        private const int Most = 1024;

        private readonly List<Key[]> _blocks = [];
        private int _inLast;

        public IEnumerable<ReadOnlyMemory<Key>> Blocks => _blocks.Select((block, i) => new ReadOnlyMemory<Key>(block, 0, i == _blocks.Count - 1 ? _inLast : block.Length));

        public void Add(Key key)
        {
            if (_blocks.Count == 0 || _inLast == _blocks[^1].Length)
            {
                _blocks.Add(new Key[_blocks.Count == 0 ? Least : Math.Min(2 * _inLast, Most)]);
                _inLast = 0;
            }

            _blocks[^1][_inLast++] = key;
        }

        public void Clear() => _blocks.Clear();
    }
}
