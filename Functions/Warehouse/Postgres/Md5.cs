using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// MD5 (https://www.rfc-editor.org/rfc/rfc1321) of short texts: the engines' <c>md5</c> is what keys are made of. The platform's
/// own goes by OpenSSL, whose way in and out takes longer than the hash of a few bytes.
/// </summary>
internal static class Md5
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 16;

    private const int BlockSize = 64;
    private const int LengthSize = sizeof(long);

    private static readonly uint[] Sines = [.. Enumerable.Range(1, BlockSize).Select(i => (uint)Math.Floor(Math.Abs(Math.Sin(i)) * (1L << 32)))];

    /// <param name="text">What to hash.</param>
    /// <param name="hash">Takes it, <see cref="Size"/> bytes.</param>
    public static void Hash(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        Span<uint> state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
        var rest = text;
        for (; rest.Length >= BlockSize; rest = rest[BlockSize..])
        {
            Add(rest[..BlockSize], state);
        }

        // What is left, a one, zeros, and the length in bits.
        Span<byte> last = stackalloc byte[2 * BlockSize];
        last = last[..(rest.Length < BlockSize - LengthSize ? BlockSize : 2 * BlockSize)];
        last.Clear();
        rest.CopyTo(last);
        last[rest.Length] = 0x80;
        BinaryPrimitives.WriteInt64LittleEndian(last[^LengthSize..], text.Length * 8L);
        for (; last.Length > 0; last = last[BlockSize..])
        {
            Add(last[..BlockSize], state);
        }

        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(hash[(i * sizeof(uint))..], state[i]);
        }
    }

    private static void Add(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> words = stackalloc uint[16];
        MemoryMarshal.Cast<byte, uint>(block).CopyTo(words);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        for (var i = 0; i < 16; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + ((b & c) | (~b & d)) + words[i] + Sines[i], 7);
            d = a + BitOperations.RotateLeft(d + ((a & b) | (~a & c)) + words[i + 1] + Sines[i + 1], 12);
            c = d + BitOperations.RotateLeft(c + ((d & a) | (~d & b)) + words[i + 2] + Sines[i + 2], 17);
            b = c + BitOperations.RotateLeft(b + ((c & d) | (~c & a)) + words[i + 3] + Sines[i + 3], 22);
        }

        for (var i = 16; i < 32; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + ((b & d) | (c & ~d)) + words[((5 * i) + 1) & 15] + Sines[i], 5);
            d = a + BitOperations.RotateLeft(d + ((a & c) | (b & ~c)) + words[((5 * i) + 6) & 15] + Sines[i + 1], 9);
            c = d + BitOperations.RotateLeft(c + ((d & b) | (a & ~b)) + words[((5 * i) + 11) & 15] + Sines[i + 2], 14);
            b = c + BitOperations.RotateLeft(b + ((c & a) | (d & ~a)) + words[((5 * i) + 16) & 15] + Sines[i + 3], 20);
        }

        for (var i = 32; i < 48; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + (b ^ c ^ d) + words[((3 * i) + 5) & 15] + Sines[i], 4);
            d = a + BitOperations.RotateLeft(d + (a ^ b ^ c) + words[((3 * i) + 8) & 15] + Sines[i + 1], 11);
            c = d + BitOperations.RotateLeft(c + (d ^ a ^ b) + words[((3 * i) + 11) & 15] + Sines[i + 2], 16);
            b = c + BitOperations.RotateLeft(b + (c ^ d ^ a) + words[((3 * i) + 14) & 15] + Sines[i + 3], 23);
        }

        for (var i = 48; i < 64; i += 4)
        {
            a = b + BitOperations.RotateLeft(a + (c ^ (b | ~d)) + words[(7 * i) & 15] + Sines[i], 6);
            d = a + BitOperations.RotateLeft(d + (b ^ (a | ~c)) + words[((7 * i) + 7) & 15] + Sines[i + 1], 10);
            c = d + BitOperations.RotateLeft(c + (a ^ (d | ~b)) + words[((7 * i) + 14) & 15] + Sines[i + 2], 15);
            b = c + BitOperations.RotateLeft(b + (d ^ (c | ~a)) + words[((7 * i) + 21) & 15] + Sines[i + 3], 21);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }
}
