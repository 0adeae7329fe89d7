using System.Globalization;
using System.Text.RegularExpressions;

namespace Beejan.Benchmarks.EndToEnd;

/// <summary>How long each run of a function took, as LocalWorker's log says.</summary>
internal static partial class FunctionRuns
{
    /// <returns>Milliseconds, by function, in the order in which they ended.</returns>
    public static async Task<ILookup<string, double>> ReadAsync(string log, CancellationToken ct)
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var text = new StreamReader(file);
        return Executed().Matches(await text.ReadToEndAsync(ct))
            .ToLookup(run => run.Groups["function"].Value, run => double.Parse(run.Groups["ms"].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"Executed 'Functions\.(?<function>\w+)' \(Succeeded, Id=[^,]+, Duration=(?<ms>[0-9]+)ms\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Executed();
}
