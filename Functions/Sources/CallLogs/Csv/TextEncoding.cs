using System.Text;

namespace Beejan.Functions.Sources.CallLogs.Csv;

/// <summary>How a file's characters are written as bytes.</summary>
internal sealed class TextEncoding
{
    public static readonly TextEncoding Utf8 = new("utf-8", null);
    public static readonly TextEncoding Utf16LittleEndian = new("utf-16le", new UnicodeEncoding(bigEndian: false, byteOrderMark: false));
    public static readonly TextEncoding Utf16BigEndian = new("utf-16be", new UnicodeEncoding(bigEndian: true, byteOrderMark: false));
    public static readonly TextEncoding Windows1252 = new("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!);

    // What stands in the decoded text for bytes that are no character. It is what windows-1252 makes of 0x81, which it
    // has nothing for, and no keyboard types it. Never U+FFFD, which a text may rightly hold.
    private const string NoCharacter = "\u0081";

    private TextEncoding(string name, Encoding? decoder)
    {
        Name = name;
        if (decoder is not null)
        {
            Decoder = (Encoding)decoder.Clone();
            Decoder.DecoderFallback = new DecoderReplacementFallback(NoCharacter);
        }
    }

    /// <summary>Its name in the IANA registry, in lower case.</summary>
    public string Name { get; }

    /// <summary>What makes characters of the bytes; null for UTF-8, which is read as it is.</summary>
    public Encoding? Decoder { get; }

    /// <summary>Whether all bytes of a record were characters.</summary>
    /// <param name="record">The record, in UTF-8.</param>
    public bool IsWhole(ReadOnlySpan<byte> record) => Decoder is null ? System.Text.Unicode.Utf8.IsValid(record) : !HoldsNoCharacter(record);

    // U+0081, U+008D, U+008F, U+0090 and U+009D: the places where windows-1252 has no character.
    private static bool HoldsNoCharacter(ReadOnlySpan<byte> record)
    {
        for (var next = record.IndexOf((byte)0xc2); next >= 0 && next + 1 < record.Length; next = record.IndexOf((byte)0xc2))
        {
            if (record[next + 1] is 0x81 or 0x8d or 0x8f or 0x90 or 0x9d)
            {
                return true;
            }

            record = record[(next + 2)..];
        }

        return false;
    }
}
