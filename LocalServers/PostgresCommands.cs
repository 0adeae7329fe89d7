using System.ComponentModel;
using System.Diagnostics;

namespace Beejan.LocalServers;

/// <summary>Runs PostgreSQL's programs as a user whom they accept.</summary>
internal static class PostgresCommands
{
    /// <summary>Makes a data folder, <c>data</c> below the directory, whose one user has this password.</summary>
    internal static async Task InitializeAsync(string binaries, string directory, string password, CancellationToken ct)
    {
        var passwordFile = Path.Combine(directory, "password");
        await File.WriteAllTextAsync(passwordFile, password, ct);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", ["-R", "postgres:", directory]), ct);
        }

        await RunAsync(
            AsServer(
                Path.Combine(binaries, "initdb"),
                ["--pgdata", Path.Combine(directory, "data"), "--username", PostgresCluster.User, "--pwfile", passwordFile, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]),
            ct);
    }

    // The server refuses to run as root, whom containers and CI machines run as; Debian's package brings the user postgres.
    internal static ProcessStartInfo AsServer(string command, IEnumerable<string> arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", command, .. arguments])
            : new ProcessStartInfo(command, arguments);
        start.WorkingDirectory = "/"; // one that user may enter
        return start;
    }

    internal static ProcessStartInfo Redirected(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(Redirected(start))!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var error = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new LocalServerException($"{start.FileName} failed (exit code {process.ExitCode}): {error.Trim()} {(await output).Trim()}");
            }
        }
        catch (Win32Exception missing)
        {
            throw new LocalServerException($"'{start.FileName}' was not found: install PostgreSQL's server (apt-get install postgresql) and util-linux.", missing);
        }
    }
}
