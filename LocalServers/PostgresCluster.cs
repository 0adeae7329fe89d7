using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Beejan.LocalServers;

/// <summary>
/// A real PostgreSQL server with a data folder of its own, on a free port of 127.0.0.1. It ends with this process
/// however this one ends, and its data with it: for tests, demos and benches, so it does not wait for the disk.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    public const string User = "beejan";

    private const int PortsTried = 5;

    // Runs the server beside a watch on our standard input, which closes when the parent is gone, SIGKILL included.
    private const string Watched =
        """
        exec 3<&0
        "$@" </dev/null 3<&- & server=$!
        { cat <&3 >/dev/null; kill -INT $server 2>/dev/null; } &
        exec 3<&-
        wait $server
        [ -e "$0/keep" ] || rm -rf "$0"
        """;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly string _binaries;
    private readonly string _directory;
    private readonly IReadOnlyList<string> _settings;
    private Process? _process;

    private PostgresCluster(Process process, string binaries, string directory, IReadOnlyList<string> settings, int port, string password)
    {
        _process = process;
        _binaries = binaries;
        _directory = directory;
        _settings = settings;
        Port = port;
        Password = password;
    }

    public int Port { get; }

    /// <summary>Of <see cref="User"/>, who may do everything.</summary>
    public string Password { get; }

    internal int ProcessId => _process!.Id;

    internal string DataDirectory => Path.Combine(_directory, "data");

    /// <summary>As Npgsql takes it.</summary>
    public string ConnectionString(string database = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database={database}");

    /// <summary>Returns when the server takes connections.</summary>
    /// <param name="say">Hears of progress in sentences for people.</param>
    /// <param name="settings">What differs from the server's own defaults, as <c>name=value</c>.</param>
    /// <param name="ct">Gives up waiting; nothing is left running.</param>
    /// <exception cref="LocalServerException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresCluster> StartAsync(Action<string>? say = null, IReadOnlyList<string>? settings = null, CancellationToken ct = default)
    {
        var binaries = PostgresBinaries.Find();
        for (var tries = 1; ; tries++)
        {
            var cluster = await StartAsync(binaries, settings ?? [], FreePort(), ct);
            var errors = cluster.CollectErrors();
            if (await cluster.IsReadyAsync(ct))
            {
                say?.Invoke(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL answers at 127.0.0.1:{cluster.Port}."));
                return cluster;
            }

            await cluster.DisposeAsync();
            if (tries == PortsTried) // somebody may have taken the port first
            {
                throw new LocalServerException($"PostgreSQL did not start: {errors().Trim()}");
            }
        }
    }

    private string Keep => Path.Combine(_directory, "keep");

    /// <summary>As if the server were gone: nobody can connect until it is started again.</summary>
    public async Task StopAsync()
    {
        await File.WriteAllTextAsync(Keep, "");
        await EndAsync();
    }

    /// <summary>Starts it after a stop, at the same port, with all that it held.</summary>
    /// <exception cref="LocalServerException">It does not start.</exception>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        File.Delete(Keep);
        _process = Start(_binaries, _directory, _settings, Port);
        var errors = CollectErrors();
        if (!await IsReadyAsync(ct))
        {
            throw new LocalServerException($"PostgreSQL did not start again: {errors().Trim()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (Directory.Exists(_directory)) // the server removes it as it ends, unless it was killed, or stopped to be started again
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task EndAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopWithin);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        _process = null;
    }

    private static async Task<PostgresCluster> StartAsync(string binaries, IReadOnlyList<string> settings, int port, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("beejan-postgres-").FullName;
        try
        {
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            await PostgresCommands.InitializeAsync(binaries, directory, password, ct);
            return new PostgresCluster(Start(binaries, directory, settings, port), binaries, directory, settings, port, password);
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    private static Process Start(string binaries, string directory, IReadOnlyList<string> settings, int port)
    {
        string[] server =
        [
            Path.Combine(binaries, "postgres"), "-D", Path.Combine(directory, "data"), "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_prepared_transactions=5",
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        var start = PostgresCommands.AsServer("/bin/sh", ["-c", Watched, directory, .. server]);
        return Process.Start(PostgresCommands.Redirected(start))!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Func<string> CollectErrors()
    {
        var errors = new StringBuilder();
        _process!.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine(); // a pipe nobody reads would fill up and block the server
        return () =>
        {
            lock (errors)
            {
                return errors.ToString();
            }
        };

        void Append(string? line)
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

    // The file says "ready" in its last line when the server takes connections; a port that answers says less.
    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        var pidFile = Path.Combine(DataDirectory, "postmaster.pid");
        var started = Stopwatch.GetTimestamp();
        while (!_process!.HasExited && Stopwatch.GetElapsedTime(started) < ReadyWithin)
        {
            if (File.Exists(pidFile) && (await ReadAsync(pidFile, ct)).TrimEnd().EndsWith("ready", StringComparison.Ordinal))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }

        return false;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(path, ct);
        }
        catch (IOException) // it is being written, or gone again
        {
            return "";
        }
    }
}
