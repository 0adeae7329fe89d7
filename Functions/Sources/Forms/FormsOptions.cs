using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Forms.Databases;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Settings of the web forms.</summary>
public sealed partial class FormsOptions : IValidatableObject
{
    public const string Section = "Forms";

    /// <summary>When to read the table: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "Forms__Schedule is missing: when to read the table of web forms, as in 0 */15 * * * *.")]
    public string Schedule { get; init; } = "";

    /// <summary>What the table lies in: <c>Postgres</c> or <c>Sqlite</c>; empty, and there are no web forms.</summary>
    public string Database { get; init; } = "";

    /// <summary>How to connect to it, as its ADO.NET driver takes it. Reading is enough.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>The table or view, as the database spells it, with its schema before a dot where it needs one.</summary>
    public string Table { get; init; } = "web_form";

    /// <summary>The zone (IANA) of times that carry none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>
    /// How long before a walk's start the next one begins: longer than the longest transaction that writes to the table, and
    /// than the grain of <c>updated_at</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ErrorMessage = "Forms__Lag is not between 00:00:00 and 7.00:00:00.")]
    public TimeSpan Lag { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Rows that one run extracts at most; the next one goes on.</summary>
    [Range(1, 100_000_000, ErrorMessage = "Forms__MaxRows is not between 1 and 100000000.")]
    public int MaxRows { get; init; } = 100_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Pattern().IsMatch(Table))
        {
            yield return new ValidationResult($"Forms__Table is '{Table}', expected a name of letters, digits and underscores, or a schema's and a table's with one dot in between.");
        }

        if (!LocalTime.IsZone(TimeZone))
        {
            yield return new ValidationResult($"Forms__TimeZone is '{TimeZone}', expected a zone of the IANA database, as in Africa/Lagos.");
        }

        if (EnabledDatabase.FindFault(this) is { } fault)
        {
            yield return new ValidationResult(fault);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
