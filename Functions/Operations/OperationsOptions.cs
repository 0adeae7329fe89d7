using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Operations;

/// <summary>Settings of what watches over the pipeline.</summary>
public sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>When to check the feeds: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "Operations__CheckSchedule is missing: when to check how fresh the feeds are, as in 0 */5 * * * *.")]
    public string CheckSchedule { get; init; } = "";

    /// <summary>Of the records of a feed so many percent may be rejects; 100: all of them.</summary>
    [Range(0, 100, ErrorMessage = "Operations__MaxRejectPercent is not between 0 and 100.")]
    public int MaxRejectPercent { get; init; } = 20;

    /// <summary>So many records that were known before are a storm, where a feed brings little else; 0: none are.</summary>
    [Range(0, 1_000_000_000, ErrorMessage = "Operations__MaxDuplicates is not between 0 and 1000000000.")]
    public int MaxDuplicates { get; init; } = 1000;

    /// <summary>When to look for blobs that were left behind: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "Operations__ReconcileSchedule is missing: when to look for blobs that were left behind, as in 0 */15 * * * *.")]
    public string ReconcileSchedule { get; init; } = "";

    /// <summary>How long a blob may be without its next stage before it counts as left behind; a younger one is on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Operations__ReconcileAfter is not between 00:00:00 and 1.00:00:00.")]
    public TimeSpan ReconcileAfter { get; init; } = TimeSpan.FromMinutes(10);
}
