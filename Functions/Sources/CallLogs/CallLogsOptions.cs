using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Settings of the call logs.</summary>
public sealed class CallLogsOptions
{
    public const string Section = "CallLogs";

    /// <summary>When to look for new exports: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "CallLogs__Schedule is missing: when to look for new exports, as in 0 0 */12 * * *.")]
    public string Schedule { get; init; } = "";

    /// <summary>The file of a company's own layouts; empty: none.</summary>
    public string Layouts { get; init; } = "";
}
