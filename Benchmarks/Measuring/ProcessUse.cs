using System.Diagnostics;
using System.Globalization;

namespace Beejan.Benchmarks.Measuring;

/// <summary>What this process, and a server's processes beside it, have used so far.</summary>
/// <param name="CpuSeconds">Of this process.</param>
/// <param name="PeakMiB">The most memory this process ever held.</param>
/// <param name="ServerCpuSeconds">Of the server and all its processes, those that ended included; null without a server, or where it can't be read.</param>
/// <param name="ServerPeakMiB">The most memory any one process of the server ever held, the memory they share included.</param>
internal sealed record ProcessUse(double CpuSeconds, double PeakMiB, double? ServerCpuSeconds, double? ServerPeakMiB)
{
    private const double TicksPerSecond = 100; // USER_HZ, which Linux shows to programs whatever its own clock is

    /// <param name="server">Process that the server's processes descend from.</param>
    public static ProcessUse Read(int? server)
    {
        using var self = Process.GetCurrentProcess();
        var processes = server is { } root && Directory.Exists("/proc/self") ? Tree(root) : null;
        return new(
            self.TotalProcessorTime.TotalSeconds,
            self.PeakWorkingSet64 / (double)(1 << 20),
            processes?.Sum(process => process.Ticks) / TicksPerSecond,
            processes?.Max(process => ReadPeak(process.Id)));
    }

    private static List<(int Id, long Ticks)> Tree(int root)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? ReadStat(id) : null)
            .OfType<(int Id, int Parent, long Ticks)>()
            .ToList();
        var found = new List<(int Id, long Ticks)>();
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out var id))
        {
            found.AddRange(all.Where(process => process.Id == id).Select(process => (process.Id, process.Ticks)));
            all.Where(process => process.Parent == id).ToList().ForEach(process => open.Enqueue(process.Id));
        }

        return found;
    }

    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name stands in brackets and may hold anything.
    private static (int Id, int Parent, long Ticks)? ReadStat(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (id, Number(fields[1]), fields[11..15].Sum(Number)); // its own and its ended children's, user and system
        }
        catch (IOException) // ended while the list was read
        {
            return null;
        }
    }

    private static double ReadPeak(int id)
    {
        try
        {
            var peak = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return peak is null ? 0 : Number(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1]) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
