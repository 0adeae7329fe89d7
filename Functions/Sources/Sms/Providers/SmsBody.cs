namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The body of an answer, as far as it came.</summary>
/// <param name="Bytes">What came.</param>
/// <param name="Fault">What is wrong with it when it did not come to its end; else null.</param>
/// <param name="Cause">Why.</param>
internal sealed record SmsBody(byte[] Bytes, string? Fault, Exception? Cause)
{
    /// <exception cref="OperationCanceledException">It was cancelled; what had come is lost.</exception>
    public static async Task<SmsBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(content, Timeout.InfiniteTimeSpan, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return body;
    }

    /// <summary>Reads to the end, or until nothing more can be had: then what came is all there is.</summary>
    /// <param name="limit">How long it may take.</param>
    public static Task<SmsBody> ReadAsync(HttpContent content, TimeSpan limit) => ReadAsync(content, limit, CancellationToken.None);

    private static async Task<SmsBody> ReadAsync(HttpContent content, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(limit);
        using var body = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(end.Token);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, end.Token)) > 0)
            {
                if (body.Length + read > SmsPage.LargestBody)
                {
                    return new SmsBody(body.ToArray(), $"an answer of more than {SmsPage.LargestBody} bytes", null);
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return new SmsBody(body.ToArray(), $"an answer that breaks off after {body.Length} bytes", e);
        }

        return new SmsBody(body.ToArray(), null, null);
    }
}
