namespace Beejan.Functions.Warehouse;

/// <summary>
/// A dimension whose members are a pure function of one row of a clean file. They are taken from every version, not
/// from what the versions come to, so the order of loads cannot show in them.
/// </summary>
/// <param name="Name">Name, as in <c>dim_channel</c> and <c>channel_key</c>.</param>
/// <param name="Hash">The key as hex, null when the row has no member: an expression over a clean row and this_load.</param>
/// <param name="From">The columns of a clean row that these go by.</param>
/// <param name="Columns">The columns beside the key, and their expressions.</param>
internal sealed record Dimension(string Name, string Hash, IReadOnlyList<string> From, IReadOnlyList<(string Name, string Value)> Columns)
{
    public const string Unknown = "CAST('00000000-0000-0000-0000-000000000000' AS UUID)";

    public static IReadOnlyList<Dimension> All { get; } =
    [
        new("channel", $"md5('channel:' || {Filled("channel")})", ["channel"], [("channel", Filled("channel"))]),
        new("customer",
            $"md5(coalesce('phone:' || {Filled("customer_phone")}, 'email:' || {Filled("customer_email")}))",
            ["customer_phone", "customer_email"],
            [
                ("known_by", $"CASE WHEN {Filled("customer_phone")} IS NULL THEN 'email' ELSE 'phone' END"),
                ("phone", Filled("customer_phone")),
                ("email", $"CASE WHEN {Filled("customer_phone")} IS NULL THEN {Filled("customer_email")} END"),
            ]),
        new("agent",
            $"md5('agent:' || {Part("this_load.source")} || {Part("account")} || {Filled("agent")})",
            ["account", "agent"],
            [("source", "this_load.source"), ("account", "account"), ("agent", Filled("agent"))]),
        new("category", $"md5('category:' || {Filled("category")})", ["category"], [("category", Filled("category"))]),
        new("topic", $"md5('topic:' || {Filled("topic")})", ["topic"], [("topic", Filled("topic"))]) { GoesWithText = true },
        new("location",
            $"CASE WHEN coalesce({Filled("city")}, {Filled("region")}, {Filled("postcode")}, {Filled("country")}) IS NOT NULL"
                + $" THEN md5('location:' || {Part("city")} || {Part("region")} || {Part("postcode")} || {Part("country")} || {Place}) END",
            ["city", "region", "postcode", "country", "place_city", "place_region", "place_country"],
            [
                ("city", Known("city")), ("region", Known("region")), ("postcode", Known("postcode")), ("country", Known("country")),
                ("place_city", Known("place_city")), ("place_region", Known("place_region")), ("place_country", Known("place_country")),
            ]),
    ];

    public string Key => Name + "_key";

    /// <summary>Whether it is read from the text, so that it has to be that of the version the text is from.</summary>
    public bool GoesWithText { get; private init; }

    /// <summary>Adds the members that the staged rows speak of.</summary>
    public string Insert
    {
        get
        {
            var names = string.Join(", ", Columns.Select(column => column.Name));
            var values = string.Join(", ", Columns.Select(column => $"{column.Value} AS {column.Name}"));
            return $"""
                INSERT INTO mart.dim_{Name} ({Key}, {names})
                SELECT DISTINCT CAST(member_hash AS UUID), {names}
                FROM (SELECT {Hash} AS member_hash, {values} FROM (SELECT DISTINCT {string.Join(", ", From)} FROM staged) AS staged CROSS JOIN this_load) AS member
                WHERE member_hash IS NOT NULL
                ON CONFLICT ({Key}) DO NOTHING
                """;
        }
    }

    public static string Filled(string column) => $"nullif(trim({column}), '')";

    // Empty where nothing was read of it: such a location keeps the key that it had before there were place names.
    private static string Place =>
        $"CASE WHEN coalesce({Filled("place_city")}, {Filled("place_region")}, {Filled("place_country")}) IS NULL THEN ''"
            + $" ELSE {Part("place_city")} || {Part("place_region")} || {Part("place_country")} END";

    private static string Known(string column) => $"coalesce({Filled(column)}, 'unknown')";

    // The length keeps ('a', 'bc') and ('ab', 'c') apart.
    private static string Part(string column) => $"coalesce(length({Filled(column)}) || ':' || {Filled(column)}, '-')";
}
