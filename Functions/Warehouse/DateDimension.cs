namespace Beejan.Functions.Warehouse;

/// <summary>The days: whole calendar years, of every year in which a staged row was opened.</summary>
internal static class DateDimension
{
    public const string Insert =
        """
        INSERT INTO mart.dim_date (
            date_key, day, year, quarter, month, month_name, day_of_month, iso_year, iso_week, iso_weekday, weekday_name, is_weekend)
        SELECT
            CAST(extract(year FROM day) * 10000 + extract(month FROM day) * 100 + extract(day FROM day) AS INTEGER),
            day,
            CAST(extract(year FROM day) AS INTEGER),
            CAST(extract(quarter FROM day) AS INTEGER),
            CAST(extract(month FROM day) AS INTEGER),
            (ARRAY['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'])
                [CAST(extract(month FROM day) AS INTEGER)],
            CAST(extract(day FROM day) AS INTEGER),
            CAST(extract(isoyear FROM day) AS INTEGER),
            CAST(extract(week FROM day) AS INTEGER),
            CAST(extract(isodow FROM day) AS INTEGER),
            (ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])[CAST(extract(isodow FROM day) AS INTEGER)],
            extract(isodow FROM day) >= 6
        FROM (
            SELECT make_date(opened_year, 1, 1) + CAST(offset_days AS INTEGER) AS day, opened_year
            FROM (
                SELECT DISTINCT CAST(floor(date_key / 10000) AS INTEGER) AS opened_year
                FROM introducing
                WHERE date_key IS NOT NULL
            ) AS opened_years
            CROSS JOIN generate_series(0, 365) AS offsets(offset_days)
        ) AS days
        WHERE extract(year FROM day) = opened_year
        ON CONFLICT (date_key) DO NOTHING
        """;

    /// <summary>The key of the UTC day of opened_at.</summary>
    public const string Key =
        """
        CAST(date_part('year', opened_at AT TIME ZONE 'UTC') * 10000
            + date_part('month', opened_at AT TIME ZONE 'UTC') * 100
            + date_part('day', opened_at AT TIME ZONE 'UTC') AS INTEGER)
        """;
}
