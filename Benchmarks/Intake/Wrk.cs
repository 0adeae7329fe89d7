using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Beejan.Benchmarks.Measuring;
using Beejan.Demo;

namespace Beejan.Benchmarks.Intake;

/// <summary>Posts one signed delivery over many connections, again and again, as fast as it is answered.</summary>
/// <param name="folder">Where its script is put.</param>
/// <param name="connections">How many deliveries are under way at once.</param>
internal sealed class Wrk(string folder, int connections)
{
    private const string Figures = "figures ";

    // The same request each time: what a script does for each takes the processor from the server that is measured.
    private readonly string _script = WriteScript(folder);

    /// <exception cref="BenchException">wrk isn't installed, or fails.</exception>
    public async Task<WrkResult> PostAsync(Uri server, TimeSpan length, CancellationToken ct)
    {
        string[] arguments =
        [
            "--threads", "2", "--timeout", "30s", "--connections", $"{connections}", "--duration", string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0}s"),
            "--script", _script, new Uri(server, "api/social/meta").AbsoluteUri,
        ];
        using var process = Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        try
        {
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Figures, StringComparison.Ordinal))
                ?? throw new BenchException($"wrk ended with exit code {process.ExitCode}: {(output + await errors).Trim()}");
            return Read(line);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new BenchException("wrk was not found: install it (apt-get install wrk).");
        }
    }

    private static WrkResult Read(string line)
    {
        var numbers = line[Figures.Length..].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new((long)numbers[0], numbers[1] / 1e6, (long)numbers[2], (long)numbers[3], numbers[4] / 1e3, numbers[5] / 1e3);
    }

    private static string WriteScript(string folder)
    {
        // One comment, as Facebook sends it.
        const string body =
            """{"object":"page","entry":[{"id":"1001","time":1793527205,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1001_c1","post_id":"1001_p1","parent_id":"1001_p1","from":{"id":"2001","name":"Emeka N."},"message":"No network for Surulere since morning","created_time":1793527200}}]}]}""";
        var delivery = Webhook.Meta(Encoding.UTF8.GetBytes(body));
        var headers = string.Join('\n', delivery.Headers.Select(header => $"wrk.headers[\"{header.Name}\"] = \"{header.Value}\""));
        var path = Path.Combine(folder, "deliver.lua");
        File.WriteAllText(
            path,
            $$"""
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            {{headers}}
            wrk.body = [==[{{body}}]==]

            function done(summary, latency, requests)
                local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
                print(string.format("{{Figures}}%d %d %d %d %d %d", summary.requests, summary.duration, summary.errors.status, broken, latency:percentile(50), latency:percentile(99)))
            end
            """);
        return path;
    }
}
