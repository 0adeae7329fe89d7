using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Beejan.LocalServers.Providers;

/// <summary>What a double does to one request instead of answering it.</summary>
public abstract record DoubleFault
{
    /// <summary>Nothing goes wrong.</summary>
    internal static DoubleFault None { get; } = new Slow(TimeSpan.Zero);

    /// <summary>Status 429; with Retry-After only if one is given, as not every provider promises it.</summary>
    public sealed record TooManyRequests(TimeSpan? RetryAfter = null) : DoubleFault;

    /// <summary>A status, with a body that is no JSON.</summary>
    public sealed record Failure(int Status = 503) : DoubleFault;

    /// <summary>Half the bytes that Content-Length promised; then the connection ends.</summary>
    public sealed record TruncatedBody : DoubleFault;

    /// <summary>Half the bytes; then nothing more, until the client has enough of it.</summary>
    public sealed record HangingBody : DoubleFault;

    /// <summary>Half the JSON, as if that were all of it.</summary>
    public sealed record TruncatedJson : DoubleFault;

    /// <summary>Status 200 and a page for people.</summary>
    public sealed record Html : DoubleFault;

    /// <summary>The connection ends before anything is said.</summary>
    public sealed record Reset : DoubleFault;

    /// <summary>The right answer, late.</summary>
    public sealed record Slow(TimeSpan Delay) : DoubleFault;

    /// <summary>The right answer with other bytes in it.</summary>
    public sealed record Altered(Func<string, string> Change) : DoubleFault;

    /// <summary>Faults by chance, the same for the same seed: one of all kinds that a client should outlive.</summary>
    public static Func<int, DoubleFault?> Storm(int seed, double probability)
    {
        var random = new Random(seed);
        return _ =>
        {
            lock (random)
            {
                return random.NextDouble() >= probability ? null : random.Next(8) switch
                {
                    0 => new TooManyRequests(),
                    1 => new TooManyRequests(TimeSpan.Zero),
                    2 => new Failure(),
                    3 => new TruncatedBody(),
                    4 => new TruncatedJson(),
                    5 => new Html(),
                    6 => new Reset(),
                    _ => new Slow(TimeSpan.FromMilliseconds(5)),
                };
            }
        };
    }

    /// <summary>Writes what is left of the right answer.</summary>
    internal async Task WriteAsync(HttpContext context, int status, string body)
    {
        if (this is Reset)
        {
            context.Abort();
            return;
        }

        if (this is Slow { Delay: var delay })
        {
            await Task.Delay(delay, context.RequestAborted);
        }

        if (this is TooManyRequests { RetryAfter: { } wait })
        {
            context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        }

        if (status is >= 300 and < 400)
        {
            context.Response.Headers.Location = "/elsewhere";
        }

        var bytes = Encoding.UTF8.GetBytes(this is Altered altered ? altered.Change(body) : body);
        var half = bytes.AsMemory(0, bytes.Length / 2);
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith("<?xml", StringComparison.Ordinal) ? "text/xml" : body.StartsWith('<') ? "text/html" : body.StartsWith('{') ? "application/json" : "text/plain";
        context.Response.ContentLength = this is TruncatedJson ? half.Length : bytes.Length;

        // Having promised more than it writes, Kestrel closes the connection behind what it has written.
        await context.Response.Body.WriteAsync(this is TruncatedJson or TruncatedBody or HangingBody ? half : bytes, context.RequestAborted);
        if (this is HangingBody)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
    }
}
