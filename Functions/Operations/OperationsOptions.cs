using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Operations;

/// <summary>Settings of what watches the pipeline.</summary>
public sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>When to look for blobs that were left behind: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "Operations__ReconcileSchedule is missing: when to look for blobs that were left behind, as in 0 */15 * * * *.")]
    public string ReconcileSchedule { get; init; } = "";

    /// <summary>How long a blob may be without its next stage before it counts as left behind; a younger one is on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Operations__ReconcileAfter is not between 00:00:00 and 1.00:00:00.")]
    public TimeSpan ReconcileAfter { get; init; } = TimeSpan.FromMinutes(10);
}
