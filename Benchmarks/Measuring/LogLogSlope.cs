namespace Beejan.Benchmarks.Measuring;

/// <summary>How cost grows with size: 1 is in proportion, 2 with the square. By least squares over the logarithms.</summary>
internal static class LogLogSlope
{
    public static double Of(IEnumerable<(double Size, double Cost)> points)
    {
        var logs = points.Select(point => (X: Math.Log(point.Size), Y: Math.Log(point.Cost))).ToArray();
        var (x, y) = (logs.Average(log => log.X), logs.Average(log => log.Y));
        return logs.Sum(log => (log.X - x) * (log.Y - y)) / logs.Sum(log => (log.X - x) * (log.X - x));
    }
}
