using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LocalWorker.Hosting;

/// <summary>What is honoured of host.json; a setting AzureFunctionsJobHost__… overrides it, as in Azure.</summary>
internal sealed record HostJson(string RoutePrefix, int MaxDegreeOfParallelism, int PoisonBlobThreshold, TimeSpan? FunctionTimeout)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    internal static HostJson Read(string folder, IConfiguration settings)
    {
        IConfiguration file;
        try
        {
            file = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, "host.json"), optional: true).Build();
        }
        catch (InvalidDataException broken)
        {
            throw new StartRefusedException($"host.json can't be read: {(broken.InnerException ?? broken).Message}", broken);
        }

        return new HostJson(
            (Text("extensions:http:routePrefix") ?? "api").Trim('/'),
            Count("extensions:blobs:maxDegreeOfParallelism", 8 * Environment.ProcessorCount),
            Count("extensions:blobs:poisonBlobThreshold", 5),
            Timeout());

        string? Text(string key) => settings[$"AzureFunctionsJobHost:{key}"] ?? file[key];

        int Count(string key, int otherwise) => Text(key) switch
        {
            null => otherwise,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            var text => throw new StartRefusedException($"host.json: '{key}' is '{text}', expected a whole number above zero."),
        };

        TimeSpan? Timeout() => Text("functionTimeout") switch
        {
            null => DefaultTimeout,
            "-1" => null,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout) && timeout > TimeSpan.Zero => timeout,
            var text => throw new StartRefusedException($"host.json: 'functionTimeout' is '{text}', expected hh:mm:ss or -1."),
        };
    }
}
