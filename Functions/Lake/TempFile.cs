using System.Security.Cryptography;

namespace Beejan.Functions.Lake;

/// <summary>
/// A file on the instance's own disk, gone when closed: what is too large for memory and not yet to be seen in the lake.
/// Where the system allows it, it has no name from the start, so that a process that is killed leaves nothing behind. One
/// that is known to stay small is no file at all: a file's making takes as long as the cleaning of a hundred messages.
/// </summary>
internal sealed class TempFile : IAsyncDisposable
{
    private const string Prefix = "beejan-temp-";

    private const long LargestInMemory = 4 * 1024 * 1024;

    private TempFile(Stream stream) => Stream = stream;

    public Stream Stream { get; }

    /// <summary>Only of a file that was created with its name.</summary>
    public string Path => ((FileStream)Stream).Name;

    /// <param name="extension">What it is, as in <c>.csv</c>.</param>
    /// <param name="bytes">About how long it will be.</param>
    public static TempFile CreateFor(string extension, long bytes) => bytes > LargestInMemory ? Create(extension) : new TempFile(new MemoryStream());

    /// <param name="extension">What it is, as in <c>.csv</c>.</param>
    /// <param name="isNamed">For somebody who opens it by its name.</param>
    public static TempFile Create(string extension, bool isNamed = false)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}{extension}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // customers' words: nobody else on the machine reads them
        }

        var stream = new FileStream(path, options);
        if (!isNamed && !OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return new TempFile(stream);
    }

    /// <summary>Removes what a killed process left behind: no invocation lasts as long as a day.</summary>
    public static void DeleteStale(TimeProvider clock)
    {
        var yesterday = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var file in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateFiles(Prefix + "*").Where(file => file.LastWriteTimeUtc < yesterday))
        {
            try
            {
                file.Delete();
            }
            catch (UnauthorizedAccessException)
            {
                continue; // another user's, who will remove it
            }
        }
    }

    /// <summary>The SHA-256 of what was written so far; the stream is left at its start.</summary>
    public async Task<byte[]> HashAsync(CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(cancellationToken);
        Stream.Position = 0;
        var hash = await SHA256.HashDataAsync(Stream, cancellationToken);
        Stream.Position = 0;
        return hash;
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
