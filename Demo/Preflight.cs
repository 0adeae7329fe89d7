using System.Net;
using System.Net.Sockets;

namespace Beejan.Demo;

/// <summary>What can be said before anything is started.</summary>
internal static class Preflight
{
    /// <exception cref="DemoException">The port is taken, a provider isn't known, or a file can't be read.</exception>
    public static void Check(DemoOptions options)
    {
        if (options.AppPort is < 0 or > IPEndPoint.MaxPort)
        {
            throw new DemoException($"Port {options.AppPort} is not a port: choose one from 1 to {IPEndPoint.MaxPort} with --port.");
        }

        if (options.AppPort != 0)
        {
            CheckPort(options.AppPort);
        }

        if (options.Sms.FirstOrDefault(provider => !TextMessages.Providers.Contains(provider)) is { } unknown)
        {
            throw new DemoException($"No provider of text messages is called {unknown}: choose from {string.Join(", ", TextMessages.Providers)} with --sms.");
        }

        foreach (var file in options.CallLogs)
        {
            CheckFile(file);
        }

        if (Samples.CallLogs.Concat(options.CallLogs).GroupBy(file => file.Name).FirstOrDefault(files => files.Count() > 1) is { } twice)
        {
            throw new DemoException($"Two exports are called {twice.Key}, and one would replace the other in the drop folder: rename one of them.");
        }
    }

    private static void CheckPort(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new DemoException($"Port {port} can't be used ({e.Message.TrimEnd('.')}): end what listens there, or choose another with --port.");
        }
    }

    private static void CheckFile(FileInfo file)
    {
        try
        {
            using var _ = file.OpenRead();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DemoException($"The export {file.FullName} can't be read ({e.Message.TrimEnd('.')}): check the path after --call-logs.");
        }
    }
}
