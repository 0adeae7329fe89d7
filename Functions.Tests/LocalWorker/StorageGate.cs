using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Beejan.Functions.Tests.LocalWorker;

/// <summary>Stands before Azurite's blobs, so that a test can take them away and give them back.</summary>
internal sealed partial class StorageGate : IAsyncDisposable
{
    private readonly int _target;
    private readonly int _port;
    private readonly HashSet<TcpClient> _open = [];
    private TcpListener _listener;
    private Task _accepting;

    internal StorageGate(string connectionString)
    {
        _target = int.Parse(BlobPort().Match(connectionString).Groups[1].Value, null);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
        ConnectionString = BlobPort().Replace(connectionString, $"BlobEndpoint=http://127.0.0.1:{_port}/");
    }

    internal string ConnectionString { get; }

    internal void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    internal async Task CloseAsync()
    {
        _listener.Stop();
        await _accepting;
        lock (_open)
        {
            foreach (var client in _open)
            {
                client.Dispose();
            }

            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target);
                lock (_open)
                {
                    _open.UnionWith([client, server]);
                }

                _ = client.GetStream().CopyToAsync(server.GetStream());
                _ = server.GetStream().CopyToAsync(client.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            listener.Dispose();
        }
    }

    [GeneratedRegex(@"BlobEndpoint=http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex BlobPort();
}
