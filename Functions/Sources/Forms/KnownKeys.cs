using System.Text;
using Beejan.Functions.Lake;
using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Sources.Forms;

/// <summary>The keys that the warehouse had at one moment, on disk: there may be more of them than memory should hold.</summary>
internal sealed class KnownKeys : IAsyncDisposable
{
    private readonly TempFile _file = TempFile.Create(".keys");

    private KnownKeys()
    {
    }

    public long Count { get; private set; }

    public static async Task<KnownKeys> ReadAsync(IWarehouse warehouse, string account, CancellationToken cancellationToken)
    {
        var keys = new KnownKeys();
        try
        {
            await using var writer = new BinaryWriter(keys._file.Stream, Encoding.UTF8, leaveOpen: true);
            await warehouse.ReadKeysAsync(
                FormsSource.Name,
                account,
                key =>
                {
                    writer.Write(key.SourceId);
                    writer.Write(key.ChangedAt.Ticks);
                    keys.Count++;
                },
                cancellationToken);
            return keys;
        }
        catch
        {
            await keys.DisposeAsync();
            throw;
        }
    }

    /// <summary>The keys in the order of their ids' bytes; once.</summary>
    public IEnumerable<KnownComplaint> All()
    {
        _file.Stream.Position = 0;
        using var reader = new BinaryReader(_file.Stream, Encoding.UTF8, leaveOpen: true);
        for (var i = 0L; i < Count; i++)
        {
            yield return new KnownComplaint(reader.ReadString(), new DateTime(reader.ReadInt64(), DateTimeKind.Utc));
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>
    /// The keys that a table doesn't have. Both come in the order of their ids' bytes, so that each is looked at once; an
    /// order of another kind would make rows look deleted that are there, and is refused.
    /// </summary>
    /// <param name="known">Keys of the warehouse.</param>
    /// <param name="present">Ids of the table.</param>
    /// <exception cref="InvalidOperationException">One of the two is not in that order.</exception>
    public static IAsyncEnumerable<KnownComplaint> MissingAsync(IEnumerable<KnownComplaint> known, IAsyncEnumerable<string> present)
        => SortedMerge.MissingAsync(known.ToAsyncEnumerable(), key => key.SourceId, present, (one, other) => Compare(one, other), "Ids of web forms");

    // As UTF-8's bytes compare: characters beyond U+FFFF, which UTF-16 begins with a lower number, come last. Blanks at the
    // end don't count: columns of a fixed length have them or not, depending on who reads.
    private static int Compare(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one.TrimEnd(' ');
        other = other.TrimEnd(' ');
        var common = one.CommonPrefixLength(other);
        if (common == one.Length || common == other.Length)
        {
            return one.Length - other.Length;
        }

        var (a, b) = (one[common], other[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a - b : char.IsSurrogate(a) ? 1 : -1;
    }
}
