using System.Security.Cryptography;
using System.Text.Json;

namespace Beejan.LocalServers;

/// <summary>The pinned npm packages, installed once for a user and used by every build that pins the same.</summary>
internal sealed class NpmFolder(Node node, string pins, string cache)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    internal static string DefaultCache
    {
        get
        {
            var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(user.Length > 0 ? user : Path.GetTempPath(), "beejan-local-servers");
        }
    }

    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    internal async Task<string> EnsureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var pinned = await File.ReadAllBytesAsync(Path.Combine(pins, "package-lock.json"), cancellationToken);
        var folder = Path.Combine(cache, $"npm-{Convert.ToHexStringLower(SHA256.HashData(pinned))[..16]}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(cache);
        await using var turn = await TakeTurnAsync($"{folder}.lock", cancellationToken);
        if (!Directory.Exists(folder))
        {
            say($"Installing {Names(pinned)} (npm, once)…");
            await InstallAsync(folder, cancellationToken);
        }

        return folder;
    }

    private async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        // A name of its own: an npm that outlived its killed parent may still write into the one before.
        var half = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        foreach (var name in (string[])["package.json", "package-lock.json", ".npmrc"])
        {
            File.Copy(Path.Combine(pins, name), Path.Combine(half, name));
        }

        try
        {
            await node.InstallAsync(half, cancellationToken);
            // The final name appears only now: whoever sees it sees a whole installation.
            Directory.Move(half, folder);
        }
        catch
        {
            Directory.Delete(half, recursive: true);
            throw;
        }
    }

    private static string Names(byte[] pinned)
    {
        using var json = JsonDocument.Parse(pinned);
        var direct = json.RootElement.GetProperty("packages").GetProperty("").GetProperty("dependencies");
        return string.Join(", ", direct.EnumerateObject().Select(package => $"{package.Name} {package.Value.GetString()}"));
    }

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(LockPoll, cancellationToken);
            }
        }
    }
}
