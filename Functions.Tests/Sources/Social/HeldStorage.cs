using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Beejan.Functions.Lake;
using Microsoft.Extensions.Configuration;

namespace Beejan.Functions.Tests.Sources.Social;

/// <summary>A storage that takes everything at once and says nothing until it is told to.</summary>
internal sealed class HeldStorage : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Request> _requests = [];

    public HeldStorage()
    {
        _listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/a";
        Lake = new LakeStore(new ConfigurationBuilder().AddInMemoryCollection([new("Lake", $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;BlobEndpoint={address};QueueEndpoint={address}")]).Build());
    }

    public LakeStore Lake { get; }

    /// <summary>The next blob that the app wants to write.</summary>
    public async Task<Request> AcceptAsync()
    {
        var connection = await _listener.AcceptTcpClientAsync().WaitAsync(Patience);
        var request = new Request(connection, await ReadBodyAsync(connection.GetStream()).WaitAsync(Patience));
        _requests.Add(request);
        return request;
    }

    public void Dispose()
    {
        _requests.ForEach(request => request.Dispose());
        _listener.Dispose();
    }

    private static async Task<string> ReadBodyAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture) : length;
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body);
        return new string(body);
    }

    /// <summary>One request, on a connection of its own.</summary>
    internal sealed class Request(TcpClient connection, string body) : IDisposable
    {
        public int Deliveries => body.Count(c => c == '\n');

        public void Answer(string status = "201 Created") =>
            connection.GetStream().Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nETag: \"0x1\"\r\nLast-Modified: Mon, 02 Nov 2026 10:15:00 GMT\r\nConnection: close\r\n\r\n"));

        public void Dispose() => connection.Dispose();
    }
}
