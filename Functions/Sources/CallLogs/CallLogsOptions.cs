using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>Settings of the call logs.</summary>
public sealed class CallLogsOptions
{
    public const string Section = "CallLogs";

    /// <summary>When to look for new exports: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "CallLogs__Schedule is missing: when to look for new exports, as in 0 0 */12 * * *.")]
    public string Schedule { get; init; } = "";

    /// <summary>How long nobody must have written to a dropped file before it is taken; a run waits so long for those that are younger.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "CallLogs__SettleTime is not between 00:00:00 and 00:05:00.")]
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The file of a company's own layouts; empty: none.</summary>
    public string Layouts { get; init; } = "";

    /// <summary>How old the last good run may be; zero or nothing: no matter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "CallLogs__RunWithin is not between 00:00:00 and 365.00:00:00.")]
    public TimeSpan? RunWithin { get; init; } = TimeSpan.FromHours(13);

    /// <summary>How old the newest row in the warehouse may be; zero or nothing: no matter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "CallLogs__RowsWithin is not between 00:00:00 and 365.00:00:00.")]
    public TimeSpan? RowsWithin { get; init; } = TimeSpan.FromHours(36);
}
