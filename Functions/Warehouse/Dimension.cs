namespace Beejan.Functions.Warehouse;

/// <summary>
/// A dimension whose members are a pure function of one row of a clean file. They are taken from every version, not
/// from what the versions come to, so the order of loads cannot show in them.
/// </summary>
/// <param name="Name">Name, as in <c>dim_channel</c> and <c>channel_key</c>.</param>
/// <param name="Identity">The text that the key is the hash of.</param>
/// <param name="From">The columns of a clean row that a member is made of; whichever rows have one key, trimmed they are equal.</param>
/// <param name="Columns">The columns beside the key, and their expressions.</param>
internal sealed record Dimension(string Name, KeyPart Identity, IReadOnlyList<string> From, IReadOnlyList<(string Name, string Value)> Columns)
{
    public const string Unknown = "CAST('00000000-0000-0000-0000-000000000000' AS UUID)";

    public static IReadOnlyList<Dimension> All { get; } =
    [
        new("channel", KeyPart.All(KeyPart.Words("channel:"), KeyPart.Filled("channel")), ["channel"], [("channel", Filled("channel"))]),
        new("customer",
            KeyPart.FirstOf(
                KeyPart.All(KeyPart.Words("phone:"), KeyPart.Filled("customer_phone")),
                KeyPart.All(KeyPart.Words("email:"), KeyPart.Filled("customer_email"))),
            ["customer_phone", "customer_email"],
            [
                ("known_by", $"CASE WHEN {Filled("customer_phone")} IS NULL THEN 'email' ELSE 'phone' END"),
                ("phone", Filled("customer_phone")),
                ("email", $"CASE WHEN {Filled("customer_phone")} IS NULL THEN {Filled("customer_email")} END"),
            ]),
        new("agent",
            KeyPart.All(KeyPart.Words("agent:"), KeyPart.Optional("this_load.source"), KeyPart.Optional("account"), KeyPart.Filled("agent")),
            ["account", "agent"],
            [("source", "this_load.source"), ("account", "account"), ("agent", Filled("agent"))]),
        new("category", KeyPart.All(KeyPart.Words("category:"), KeyPart.Filled("category")), ["category"], [("category", Filled("category"))]),
        new("topic", KeyPart.All(KeyPart.Words("topic:"), KeyPart.Filled("topic")), ["topic"], [("topic", Filled("topic"))]) { GoesWithText = true },
        new("location",
            KeyPart.Needing(
                ["city", "region", "postcode", "country"],
                KeyPart.Words("location:"), KeyPart.Optional("city"), KeyPart.Optional("region"), KeyPart.Optional("postcode"), KeyPart.Optional("country"),
                // Nothing where nothing was read of it: such a location keeps the key that it had before there were place names.
                KeyPart.OptionalTogether("place_city", "place_region", "place_country")),
            ["city", "region", "postcode", "country", "place_city", "place_region", "place_country"],
            [
                ("city", Known("city")), ("region", Known("region")), ("postcode", Known("postcode")), ("country", Known("country")),
                ("place_city", Known("place_city")), ("place_region", Known("place_region")), ("place_country", Known("place_country")),
            ]),
    ];

    public string Key => Name + "_key";

    /// <summary>Whether it is read from the text, so that it has to be that of the version the text is from.</summary>
    public bool GoesWithText { get; private init; }

    /// <summary>The key as hex, null when the row has no member.</summary>
    public string Hash => $"md5({Identity.Sql})";

    /// <summary>Adds the members that the rows of the table introducing speak of.</summary>
    public string Insert
    {
        get
        {
            var names = string.Join(", ", Columns.Select(column => column.Name));
            var values = string.Join(", ", Columns.Select(column => $"{column.Value} AS {column.Name}"));
            return $"""
                INSERT INTO mart.dim_{Name} ({Key}, {names})
                SELECT {Key}, {values}
                FROM (
                    SELECT {Key}, {string.Join(", ", From.Select(column => $"min({column}) AS {column}"))}
                    FROM introducing
                    WHERE {Key} IS NOT NULL
                    GROUP BY {Key}
                ) AS introduced
                CROSS JOIN this_load
                WHERE NOT EXISTS (SELECT 1 FROM mart.dim_{Name} AS member WHERE member.{Key} = introduced.{Key})
                """;
        }
    }

    public static string Filled(string column) => $"nullif(trim({column}), '')";

    private static string Known(string column) => $"coalesce({Filled(column)}, 'unknown')";
}
