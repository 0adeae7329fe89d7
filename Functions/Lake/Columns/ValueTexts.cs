using System.Globalization;

namespace Beejan.Functions.Lake.Columns;

/// <summary>Writes a stored value as a text, and says how long it is.</summary>
internal delegate int ValueText<in T>(T value, Span<char> text);

/// <summary>How stored values look as texts.</summary>
internal static class ValueTexts
{
    private const string Infinity = "infinity";

    public static int Boolean(bool value, Span<char> text) => Write(value ? "true" : "false", text);

    public static int Number<T>(T value, Span<char> text)
        where T : ISpanFormattable
    {
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    public static ValueText<long> Decimal(int scale) => (value, text)
        => Number(new decimal((int)Magnitude(value), (int)(Magnitude(value) >> 32), 0, value < 0, (byte)scale), text);

    public static int Date(int days, Span<char> text)
        => days is > -719_163 and < 2_932_897 ? Format(DateTime.UnixEpoch.AddDays(days), "yyyy-MM-dd", text) : Write(Infinity, text);

    public static int Instant(long micros, Span<char> text) => Time(micros, "yyyy-MM-ddTHH:mm:ss.FFFFFFZ", text);

    public static int LocalTime(long micros, Span<char> text) => Time(micros, "yyyy-MM-ddTHH:mm:ss.FFFFFF", text);

    // What lies outside of .NET's calendar is PostgreSQL's infinity, or might as well be.
    private static int Time(long micros, string format, Span<char> text)
        => micros is > -62_135_596_800_000_000 and < 253_402_300_800_000_000 ? Format(DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), format, text) : Write(Infinity, text);

    private static ulong Magnitude(long value) => value < 0 ? 0UL - (ulong)value : (ulong)value;

    private static int Format(DateTime time, string format, Span<char> text)
    {
        time.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        return length;
    }

    private static int Write(string value, Span<char> text)
    {
        value.CopyTo(text);
        return value.Length;
    }
}
