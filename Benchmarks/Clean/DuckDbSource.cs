using Beejan.Functions.Sources.CallLogs;

namespace Beejan.Benchmarks.Clean;

/// <summary>What is a source's own about cleaning it in SQL.</summary>
/// <param name="Read">Of a file, the query of its records, trimmed.</param>
/// <param name="IsId">Whether a record has a good id: what has none is rejected.</param>
/// <param name="Said">Where to look for topics: in the text, and where that says nothing.</param>
/// <param name="Region">What is said of the region.</param>
/// <param name="FewColumns">What the trimming, dates, numbers and newest of each key come to.</param>
/// <param name="OtherColumns">What the stage makes beside that.</param>
internal sealed record DuckDbSource(Func<string, string> Read, string IsId, string[] Said, string Region, string FewColumns, string OtherColumns)
{
    private static readonly string[] Texts = ["customer_name", "customer_phone", "customer_email", "agent", "category", "complaint", "status", "city", "state"];

    private static readonly string[] MessageFields = ["sid", "account_sid", "from", "to", "body", "direction", "status", "date_created", "date_sent", "date_updated", "num_segments", "num_media"];

    private static readonly DuckDbSource CallLogs = new(
        file => $$"""
            SELECT coalesce(trim(call_id), '') AS source_id, trim(opened_at) AS opened, nullif(trim(resolved_at), '') AS resolved,
                {{string.Join(", ", Texts.Select(name => $"CASE WHEN trim({name}) IN ('', 'N/A', '-', 'NULL') THEN NULL ELSE trim({name}) END AS {name}"))}}
            FROM read_csv('{{file}}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = { {{string.Join(", ", CallLogExport.Header.Split(',').Select(name => $"'{name}': 'VARCHAR'"))}} })
            """,
        "regexp_full_match(source_id, 'CALL-[0-9]{1,18}')",
        ["complaint", "category"],
        "record.state",
        """
        source_id, record.rowid + 1 AS record_number,
        strptime(opened, '%Y-%m-%d %H:%M:%S') - INTERVAL 1 HOUR AS opened_at, strptime(resolved, '%Y-%m-%d %H:%M:%S') - INTERVAL 1 HOUR AS resolved_at,
        status, lower(status) IN ('resolved', 'closed') AS is_resolved, complaint AS text, category, customer_name,
        CASE WHEN starts_with(customer_phone, '+') THEN customer_phone WHEN starts_with(customer_phone, '234') THEN '+' || customer_phone ELSE '+234' || replace(customer_phone[2:], ' ', '') END AS customer_phone,
        lower(customer_email) AS customer_email, agent, city, state AS region
        """,
        $"""
        'beejan' AS account, TIMESTAMP '{OurClean.LandedAt:yyyy-MM-dd HH:mm:ss}' AS changed_at, 0 AS change_rank, NULL::VARCHAR AS quality_flags, 'phone' AS channel, NULL::VARCHAR AS postcode, NULL::VARCHAR AS country,
        topic, 1 AS topic_rules, record.city AS place_city, region_of.region AS place_region, region_of.country AS place_country,
        NULL::VARCHAR AS received_via, NULL::BOOLEAN AS is_on_behalf, NULL::BOOLEAN AS is_answered, NULL::INTEGER AS answer_seconds, NULL::INTEGER AS talk_seconds, NULL::INTEGER AS satisfaction
        """);

    private static readonly DuckDbSource Sms = new(
        files => $$"""
            SELECT m.sid AS source_id, m.account_sid AS account, m.date_sent AS sent, m.date_updated AS updated, trim(m.body) AS body, m.from AS sender, trim(m.to) AS recipient, m.status AS provider_status, m.num_segments AS segments, m.num_media AS media
            FROM (SELECT unnest(messages) AS m FROM read_json('{{files}}', format = 'unstructured', columns = {'messages': 'STRUCT({{string.Join(", ", MessageFields.Select(name => $"\"{name}\" VARCHAR"))}})[]'}))
            WHERE m.direction = 'inbound'
            """,
        "regexp_full_match(source_id, '(SM|MM)[0-9a-f]{32}')",
        ["body", "''"],
        "NULL",
        "source_id, strptime(sent, '%a, %d %b %Y %H:%M:%S %z') AS opened_at, body AS text, sender AS customer_phone, recipient, provider_status, CAST(segments AS INTEGER) AS segments, CAST(media AS INTEGER) AS media",
        """
        record.rowid + 1 AS record_number, account, strptime(updated, '%a, %d %b %Y %H:%M:%S %z') AS changed_at, 0 AS change_rank, NULL::VARCHAR AS quality_flags, 'sms' AS channel, NULL::TIMESTAMP AS resolved_at,
        NULL::VARCHAR AS status, NULL::BOOLEAN AS is_resolved, NULL::VARCHAR AS category, NULL::VARCHAR AS customer_name, NULL::VARCHAR AS customer_email, NULL::VARCHAR AS agent, NULL::VARCHAR AS city, NULL::VARCHAR AS region,
        NULL::VARCHAR AS postcode, NULL::VARCHAR AS country, topic, 1 AS topic_rules, NULL::VARCHAR AS place_city, region_of.region AS place_region, region_of.country AS place_country, 'twilio' AS provider, sender
        """);

    public static DuckDbSource Of(string source) => source == CallLogsSource.Name ? CallLogs : Sms;
}
