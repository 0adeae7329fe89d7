using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Beejan.Functions.Sources.Social;

/// <summary>The bytes of a request as they came.</summary>
internal static class RequestBody
{
    /// <returns>Null when there are more than <paramref name="maxBytes"/>, upon which the rest is not read.</returns>
    public static ValueTask<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken) => request.ContentLength switch
    {
        { } length when length > maxBytes => ValueTask.FromResult<byte[]?>(null),
        { } length => ReadKnownAsync(request.Body, GC.AllocateUninitializedArray<byte>((int)length), cancellationToken),
        null => ReadUnknownAsync(request.Body, maxBytes, cancellationToken),
    };

    private static async ValueTask<byte[]?> ReadKnownAsync(Stream stream, byte[] body, CancellationToken cancellationToken)
    {
        for (int at = 0, read; at < body.Length; at += read)
        {
            read = await stream.ReadAsync(body.AsMemory(at), cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException("The body ended before its length.");
            }
        }

        return body;
    }

    private static async ValueTask<byte[]?> ReadUnknownAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        int read;
        while ((read = await stream.ReadAsync(body.GetMemory(16 * 1024), cancellationToken)) > 0)
        {
            if (body.WrittenCount + read > maxBytes)
            {
                return null;
            }

            body.Advance(read);
        }

        return body.WrittenSpan.ToArray();
    }
}
