using System.IO.Compression;

namespace Beejan.Functions.Sources.Social;

/// <summary>How HTTP packed a body: not at all, or by gzip. https://www.rfc-editor.org/rfc/rfc9110#section-8.4</summary>
internal static class ContentCoding
{
    public static bool IsKnown(string? coding) => IsNone(coding) || IsGzip(coding);

    /// <returns>The body as it was before it was packed; null when that is larger than <paramref name="maxBytes"/>, upon which the rest stays packed.</returns>
    /// <exception cref="InvalidDataException">The body is not what its coding says.</exception>
    public static byte[]? Decode(string? coding, byte[] body, int maxBytes)
    {
        if (IsNone(coding))
        {
            return body;
        }

        if (!IsGzip(coding))
        {
            throw new InvalidDataException("A content coding that isn't known.");
        }

        using var packed = new GZipStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = packed.Read(buffer)) > 0)
        {
            if (decoded.Length + read > maxBytes)
            {
                return null;
            }

            decoded.Write(buffer, 0, read);
        }

        return decoded.ToArray();
    }

    private static bool IsNone(string? coding) => string.IsNullOrEmpty(coding) || coding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsGzip(string? coding)
        => "gzip".Equals(coding, StringComparison.OrdinalIgnoreCase) || "x-gzip".Equals(coding, StringComparison.OrdinalIgnoreCase);
}
