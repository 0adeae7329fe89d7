using System.Diagnostics;
using System.Text;

namespace Beejan.LocalServers;

/// <summary>Where Azurite listens, as it prints it once its ports are chosen.</summary>
internal sealed record AzuriteAddresses(Uri Blob, Uri Queue, Uri Table)
{
    private static readonly Uri AnyPort = new("http://127.0.0.1:0");

    private const string Listening = " service is successfully listening at ";

    /// <summary>Free ports, whichever.</summary>
    internal static AzuriteAddresses Any { get; } = new(AnyPort, AnyPort, AnyPort);

    /// <param name="process">Azurite.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="rest">The file to which goes what it prints from then on; null: nowhere.</param>
    internal static async Task<AzuriteAddresses> ReadAsync(Process process, CancellationToken cancellationToken, string? rest = null)
    {
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.BeginErrorReadLine();

        var found = new Dictionary<string, Uri>();
        while (found.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw await EndedAsync(process, errors, cancellationToken);
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at > 0)
            {
                found[line[..at]] = new Uri(line[(at + Listening.Length)..]);
            }
        }

        // A pipe nobody reads would fill up and block Azurite.
        _ = process.StandardOutput.BaseStream.CopyToAsync(rest is null ? Stream.Null : new FileStream(rest, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), CancellationToken.None);
        return new AzuriteAddresses(found["Azurite Blob"], found["Azurite Queue"], found["Azurite Table"]);
    }

    private static async Task<LocalServerException> EndedAsync(Process process, StringBuilder errors, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        lock (errors)
        {
            return new LocalServerException($"Azurite ended before it was ready (exit code {process.ExitCode}): {errors.ToString().Trim()}");
        }
    }

    private static void Append(StringBuilder errors, string? line)
    {
        const int enough = 10_000;
        lock (errors)
        {
            if (errors.Length < enough)
            {
                errors.AppendLine(line);
            }
        }
    }
}
