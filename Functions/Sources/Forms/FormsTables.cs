using System.Globalization;
using System.Text.RegularExpressions;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources.Forms;

/// <summary>
/// What Forms__Table names: one table, or one for each day, month or year, as <c>web_form_{yyyy}_{MM}_{dd}</c> does. Each
/// table is read by itself and has a cursor of its own.
/// </summary>
internal sealed partial class FormsTables
{
    public const string Expected =
        "a name of letters, digits and underscores, or a schema's and a table's with one dot in between; the table's may have {yyyy}, {MM} and {dd}, each once and none without those before it";

    private static readonly (string Placeholder, string Digits)[] Parts = [("{yyyy}", "(?<year>[12][0-9]{3})"), ("{MM}", "(?<month>[0-9]{2})"), ("{dd}", "(?<day>[0-9]{2})")];

    private readonly Regex? _pattern;

    public FormsTables(string name)
    {
        Name = name;
        Schema = name.Split('.') is [var schema, _] ? schema : null;
        if (name.Contains('{', StringComparison.Ordinal))
        {
            var pattern = Parts.Aggregate(Regex.Escape(name), (text, part) => text.Replace(Regex.Escape(part.Placeholder), part.Digits, StringComparison.Ordinal));
            _pattern = new Regex($@"\A{pattern}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
        }
    }

    public string Name { get; }

    public string? Schema { get; }

    /// <summary>Whether there is one for each day, month or year.</summary>
    public bool AreMany => _pattern is not null;

    /// <summary>The account that freshness is judged by: of a table for each day no single one, as each falls silent.</summary>
    public string Feed => AreMany ? "" : RawName.AccountOf(Name);

    /// <summary>Whether the setting is <see cref="Expected"/>.</summary>
    public static bool AreNamedBy(string setting)
    {
        var counts = Parts.Select(part => setting.Split(part.Placeholder).Length - 1).ToList();
        var plain = Parts.Aggregate(setting, (text, part) => text.Replace(part.Placeholder, "0", StringComparison.Ordinal));
        return Plain().IsMatch(plain) && counts is [<= 1, var months, var days] && months <= counts[0] && days <= months && !setting.Split('.')[..^1].Any(schema => schema.Contains('{', StringComparison.Ordinal));
    }

    /// <summary>A table of the schema by the name that cursors and raw files know it by.</summary>
    public string FullName(string table) => Schema is null ? table : $"{Schema}.{table}";

    /// <summary>Whether this table, by its full name, is one of them.</summary>
    public bool Contains(string table) => _pattern is null ? table == Name : LastDay(table) is not null;

    /// <summary>The last day whose forms the table is for; null when it is none of many.</summary>
    public DateOnly? LastDay(string table)
    {
        if (_pattern?.Match(table) is not { Success: true } match)
        {
            return null;
        }

        var (month, day) = (match.Groups["month"], match.Groups["day"]);
        var first = $"{match.Groups["year"].Value}-{(month.Success ? month.Value : "01")}-{(day.Success ? day.Value : "01")}";
        if (!DateOnly.TryParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return null;
        }

        return day.Success ? date : (month.Success ? date.AddMonths(1) : date.AddYears(1)).AddDays(-1);
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
