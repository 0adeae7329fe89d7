using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>
/// How one system writes its exports. A file's layout is recognised by its header: every required column is there under
/// one of its names, in any order. Declared in JSON: <see cref="LayoutReader"/>.
/// </summary>
internal sealed class CallLogLayout
{
    /// <summary>The layout's name; also the account of files that were dropped outside an account's folder.</summary>
    public required string Name { get; init; }

    /// <summary>The names of each column, in the form of <see cref="HeaderName.Normalize"/>.</summary>
    public required IReadOnlyDictionary<CallLogField, string[]> Columns { get; init; }

    /// <summary>Columns a file may lack.</summary>
    public IReadOnlySet<CallLogField> Optional { get; init; } = FrozenSet<CallLogField>.Empty;

    /// <summary>What an id looks like; anything else in its column is text that spilled over from another record.</summary>
    public required Regex Id { get; init; }

    /// <summary><see cref="Id"/> in words, for the reject.</summary>
    public required string IdInWords { get; init; }

    public required DateOrder DateOrder { get; init; }

    /// <summary>The zone of times that name none (IANA).</summary>
    public required string TimeZone { get; init; }

    /// <summary>The country all customers are in (ISO 3166, two letters): for telephone numbers and postcodes. Empty: not known.</summary>
    public string Country { get; init; } = "";

    /// <summary>What stands for "no value", exactly as written; an empty field always does.</summary>
    public FrozenSet<string> Missing { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Statuses, in lower case, that mean the complaint is settled; any other means it is not.</summary>
    public FrozenSet<string> ResolvedStatuses { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What the export calls a channel, in lower case, to the channel it is; the rest came by <see cref="Channel"/>.</summary>
    public FrozenDictionary<string, string> Channels { get; init; } = FrozenDictionary<string, string>.Empty;

    public string Channel { get; init; } = "phone";

    /// <summary>Directions, in lower case, of what is no complaint: what the company itself began.</summary>
    public FrozenSet<string> IgnoredDirections { get; init; } = FrozenSet<string>.Empty;

    /// <summary>How lengths of time are written; in seconds where it isn't said.</summary>
    public FrozenDictionary<CallLogField, DurationUnit> Durations { get; init; } = FrozenDictionary<CallLogField, DurationUnit>.Empty;

    /// <summary>What stands between several agents in one field; the first of them has the complaint. Empty: there is one.</summary>
    public string AgentSeparator { get; init; } = "";

    /// <summary>Before the decimals of a number; where it is a comma, dots stand between thousands.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>
    /// Matches the first field of a row that ends the export; null when it just ends. A group named <c>records</c>, where
    /// there is one, is how many records the export says it has.
    /// </summary>
    public Regex? Footer { get; init; }
}
