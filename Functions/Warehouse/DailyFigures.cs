namespace Beejan.Functions.Warehouse;

/// <summary>
/// A table of figures per UTC day, which each load keeps equal to the facts: it computes anew the days that it touched.
/// All figures are sums and counts, so that they can be added up over days; averages are for views.
/// </summary>
/// <param name="Table">The table: date_key, the other keys, day, the figures.</param>
/// <param name="Keys">The keys beside the day's.</param>
/// <param name="Figures">The figures, as expressions over the facts of one key.</param>
/// <param name="Where">Which facts count, beside those that are not excluded.</param>
internal sealed record DailyFigures(string Table, IReadOnlyList<string> Keys, IReadOnlyList<(string Name, string Value)> Figures, string Where)
{
    /// <summary>The days of the facts of which a load changes what they say, those included that they were of before.</summary>
    public const string FindTouchedDays =
        $"""
        CREATE TEMP TABLE touched_day AS
        SELECT date_key FROM changed WHERE load_id = (SELECT load_id FROM this_load)
        UNION
        SELECT old_date_key FROM changed WHERE load_id = (SELECT load_id FROM this_load)
        UNION
        SELECT date_key FROM withdrawn
        UNION
        SELECT coalesce(date_key, 0) FROM fresh_day WHERE {Deciding.ThisLoadCounts}
        """;

    private const string TouchedDays = "(SELECT date_key FROM touched_day)";

    public static IReadOnlyList<DailyFigures> All { get; } =
    [
        new(
            "mart.daily_complaints",
            ["channel_key", "category_key", "location_key"],
            [
                ("complaints", "count(*)"),
                ("resolved", "count(*) FILTER (WHERE fact.is_resolved)"),
                ("removed", "count(*) FILTER (WHERE fact.is_removed)"),
            ],
            "true"),
        new(
            "mart.daily_agents",
            ["agent_key"],
            [
                ("complaints", "count(*)"),
                ("resolved", "count(*) FILTER (WHERE fact.is_resolved)"),
                ("removed", "count(*) FILTER (WHERE fact.is_removed)"),
                ("timed_resolutions", "count(fact.time_to_resolve_seconds)"),
                ("resolution_seconds", Sum("fact.time_to_resolve_seconds", "fact.time_to_resolve_seconds IS NOT NULL")),
                ("calls", "count(fact.is_answered)"),
                ("answered", "count(*) FILTER (WHERE fact.is_answered)"),
                ("timed_answers", "count(fact.answer_seconds)"),
                ("answer_seconds", Sum("fact.answer_seconds", "fact.answer_seconds IS NOT NULL")),
                ("timed_talks", "count(*) FILTER (WHERE fact.talk_seconds > 0)"),
                ("talk_seconds", Sum("fact.talk_seconds", "fact.talk_seconds > 0")),
                ("ratings", "count(fact.satisfaction)"),
                ("satisfaction", Sum("fact.satisfaction", "fact.satisfaction IS NOT NULL")),
            ],
            $"fact.agent_key <> {Dimension.Unknown}"),
    ];

    /// <summary>What a load runs when the facts are written.</summary>
    public IEnumerable<LoadStep> Steps =>
    [
        new($"old {Name}", $"DELETE FROM {Table} WHERE date_key IN {TouchedDays}"),
        new(Name, Insert($"{Where} AND fact.date_key IN {TouchedDays}")),
    ];

    /// <summary>Computes all days anew.</summary>
    public IEnumerable<string> Rebuild => [$"DELETE FROM {Table}", Insert(Where)];

    /// <summary>Days on which the table is not what the facts say: must return no row.</summary>
    public string Wrong
    {
        get
        {
            // Columns of a table may stand in another order than they were declared in after a change of schema.
            var columns = string.Join(", ", ["date_key", .. Keys, "day", .. Figures.Select(figure => figure.Name)]);
            return $"""
                (SELECT {columns} FROM ({Select(Where)}) AS scratch EXCEPT SELECT {columns} FROM {Table})
                UNION ALL
                (SELECT {columns} FROM {Table} EXCEPT SELECT {columns} FROM ({Select(Where)}) AS scratch)
                """;
        }
    }

    private string Name => Table[(Table.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    private static string Sum(string value, string where) => $"CAST(coalesce(sum({value}) FILTER (WHERE {where}), 0) AS BIGINT)";

    // In the order of the key, so that it grows at its end.
    private string Insert(string where) =>
        $"""
        INSERT INTO {Table} (date_key, {string.Join(", ", Keys)}, day, {string.Join(", ", Figures.Select(figure => figure.Name))})
        {Select(where)}
        ORDER BY {string.Join(", ", Keys.Prepend("date_key").Select(key => "fact." + key))}
        """;

    private string Select(string where)
    {
        var keys = string.Join(", ", Keys.Select(key => "fact." + key));
        return $"""
            SELECT fact.date_key, {keys}, dim_date.day, {string.Join(", ", Figures.Select(figure => $"{figure.Value} AS {figure.Name}"))}
            FROM mart.counted_complaint AS fact
            JOIN mart.dim_date ON dim_date.date_key = fact.date_key
            WHERE {where}
            GROUP BY fact.date_key, {keys}, dim_date.day
            """;
    }
}
