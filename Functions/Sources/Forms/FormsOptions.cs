using System.ComponentModel.DataAnnotations;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Forms.Databases;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Settings of the web forms.</summary>
public sealed class FormsOptions : IValidatableObject
{
    public const string Section = "Forms";

    internal const string ByTransactions = "Transactions";
    internal const string ByLag = "Lag";

    /// <summary>When to read the table: six fields from seconds to weekday, in UTC. The trigger reads it itself; here it is checked.</summary>
    [Required(ErrorMessage = "Forms__Schedule is missing: when to read the table of web forms, as in 0 */15 * * * *.")]
    public string Schedule { get; init; } = "";

    /// <summary>What the table lies in: <c>Postgres</c>, <c>SqlServer</c> or <c>Sqlite</c>; empty, and there are no web forms.</summary>
    public string Database { get; init; } = "";

    /// <summary>How to connect to it, as its ADO.NET driver takes it. Reading is enough.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>
    /// The table or view, as the database spells it, with its schema before a dot where it needs one; or a pattern, as in
    /// <c>web_form_{yyyy}_{MM}_{dd}</c>, where each day, month or year has one of its own.
    /// </summary>
    public string Table { get; init; } = "web_form";

    /// <summary>Days after its own day for which every run reads a table of a pattern; later it has one run a day.</summary>
    [Range(0, 36_500, ErrorMessage = "Forms__TableDays is not between 0 and 36500.")]
    public int TableDays { get; init; } = 7;

    /// <summary>The zone (IANA) of times that carry none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>
    /// How rows are found that were written early and committed late: by when open <c>Transactions</c> began, which only
    /// PostgreSQL tells, or by <see cref="Lag"/>, as other databases do whatever this says.
    /// </summary>
    public string LateCommits { get; init; } = ByTransactions;

    /// <summary>
    /// How long before a walk's start the next one begins where <see cref="LateCommits"/> goes by it: longer than the longest
    /// transaction that writes to the table, and than the grain of <c>updated_at</c>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ErrorMessage = "Forms__Lag is not between 00:00:00 and 7.00:00:00.")]
    public TimeSpan Lag { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Rows that one run extracts at most; the next one goes on.</summary>
    [Range(1, 100_000_000, ErrorMessage = "Forms__MaxRows is not between 1 and 100000000.")]
    public int MaxRows { get; init; } = 100_000;

    /// <summary>
    /// Of the rows in the warehouse so many percent may be gone from the table when their ids are compared once a day; more
    /// fail the run. 0: ids are not compared, as where the website clears old rows away.
    /// </summary>
    [Range(0, 100, ErrorMessage = "Forms__MaxDeletedPercent is not between 0 and 100.")]
    public int MaxDeletedPercent { get; init; } = 10;

    /// <summary>How old the last good run may be; zero or nothing: no matter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "Forms__RunWithin is not between 00:00:00 and 365.00:00:00.")]
    public TimeSpan? RunWithin { get; init; } = TimeSpan.FromMinutes(35);

    /// <summary>How old the newest form in the warehouse may be; zero or nothing: no matter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ErrorMessage = "Forms__RowsWithin is not between 00:00:00 and 365.00:00:00.")]
    public TimeSpan? RowsWithin { get; init; } = TimeSpan.FromDays(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!FormsTables.AreNamedBy(Table))
        {
            yield return new ValidationResult($"Forms__Table is '{Table}', expected {FormsTables.Expected}.");
        }

        if (LateCommits is not (ByTransactions or ByLag))
        {
            yield return new ValidationResult($"Forms__LateCommits is '{LateCommits}', expected {ByTransactions} or {ByLag}.");
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
}
