using System.Buffers;
using System.Text;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>
/// Finds out how a file's characters are written: by its byte order mark, else by what all of its bytes can be. The
/// answer holds for the whole file; what doesn't fit it is for the records to show.
/// </summary>
internal sealed class EncodingScan
{
    // A text in windows-1252 now and then looks like a character of UTF-8 (É and a closing quotation mark), and a file in
    // UTF-8 may hold some broken rows. Only where nearly nothing is UTF-8 is it read as windows-1252: the other mistake
    // is seen in the rejects, this one is seen by nobody.
    private const int FaultsToASequence = 10;

    private const int HeadLength = 128;

    private readonly byte[] _head = new byte[HeadLength];
    private int _headLength;
    private long _sequences;
    private long _faults;

    /// <summary>The encoding; known when the scan has seen all bytes.</summary>
    public TextEncoding Encoding { get; private set; } = TextEncoding.Utf8;

    /// <summary>Bytes of the byte order mark.</summary>
    public int MarkLength { get; private set; }

    /// <summary>Looks at a file, from where its stream stands to its end.</summary>
    public static async Task<EncodingScan> ReadAsync(Stream bytes, CancellationToken cancellationToken)
    {
        var scan = new EncodingScan();
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            var kept = 0; // the start of a character whose rest is still to come
            for (int read; (read = await bytes.ReadAsync(buffer.AsMemory(kept), cancellationToken)) > 0;)
            {
                scan.KeepHead(buffer.AsSpan(kept, read));
                var rest = scan.Count(buffer.AsSpan(0, kept + read));
                buffer.AsSpan(kept + read - rest, rest).CopyTo(buffer);
                kept = rest;
            }

            scan.Decide(endsInACharacter: kept == 0);
            return scan;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void KeepHead(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, HeadLength - _headLength);
        bytes[..length].CopyTo(_head.AsSpan(_headLength));
        _headLength += length;
    }

    /// <summary>Counts what is UTF-8 beyond ASCII, and what is not.</summary>
    /// <returns>Bytes at the end that may be the start of a character.</returns>
    private int Count(ReadOnlySpan<byte> bytes)
    {
        for (var next = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f); next >= 0; next = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f))
        {
            bytes = bytes[next..];
            switch (Rune.DecodeFromUtf8(bytes, out _, out var length))
            {
                case OperationStatus.Done:
                    _sequences++;
                    break;
                case OperationStatus.NeedMoreData:
                    return bytes.Length;
                default:
                    _faults++;
                    break;
            }

            bytes = bytes[length..];
        }

        return 0;
    }

    private void Decide(bool endsInACharacter)
    {
        var head = _head.AsSpan(0, _headLength);
        if (!endsInACharacter)
        {
            _faults++;
        }

        (Encoding, MarkLength) = head switch
        {
            [0xef, 0xbb, 0xbf, ..] => (TextEncoding.Utf8, 3),
            [0xff, 0xfe, ..] => (TextEncoding.Utf16LittleEndian, 2),
            [0xfe, 0xff, ..] => (TextEncoding.Utf16BigEndian, 2),
            _ when HasNullsAt(1, head) => (TextEncoding.Utf16LittleEndian, 0),
            _ when HasNullsAt(0, head) => (TextEncoding.Utf16BigEndian, 0),
            _ => (_faults > _sequences * FaultsToASequence ? TextEncoding.Windows1252 : TextEncoding.Utf8, 0),
        };
    }

    // Headers are ASCII: without a mark, every other byte of UTF-16 is zero there.
    private static bool HasNullsAt(int first, ReadOnlySpan<byte> head)
    {
        for (var i = 0; i < head.Length; i++)
        {
            if ((head[i] == 0) != (i % 2 == first))
            {
                return false;
            }
        }

        return head.Length >= 2;
    }
}
