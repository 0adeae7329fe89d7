using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Topics;
using Beejan.Functions.Warehouse;
using DuckDB.NET.Data;

namespace Beejan.Benchmarks.Clean;

/// <summary>The app's rule files in SQL: topics and regions.</summary>
/// <param name="Phrases">A regular expression for all phrases, of equal beginnings the longest first.</param>
internal sealed record DuckDbRules(string Phrases)
{
    /// <summary>Makes <c>topic_of</c> from the phrases that stand in <c>record</c>: most words, and of equals what stands further up in the file.</summary>
    public const string TopicsOfPhrases =
        """
        CREATE TEMP TABLE topic_of AS
        SELECT phrases, arg_max(topic, (words, -line)) AS topic
        FROM (
            SELECT phrases, topic, sum(len(string_split(phrase, ' '))) AS words, min(first_line) AS line
            FROM (SELECT phrases, unnest(string_split(phrases, '|')) AS phrase FROM (SELECT DISTINCT phrases FROM record WHERE phrases <> ''))
            JOIN phrase USING (phrase)
            GROUP BY phrases, topic)
        GROUP BY phrases
        """;

    private const string Marks = ".,;:!?()/\"&-";

    public static DuckDbRules Load(DuckDBConnection connection, CancellationToken ct)
    {
        connection.Execute(
            $"""
            CREATE TABLE phrase AS
            SELECT {Fold("phrase")} AS phrase, topic, min(line) OVER (PARTITION BY topic) AS first_line
            FROM (SELECT *, row_number() OVER () AS line FROM read_csv('{Path.Combine(AppContext.BaseDirectory, TopicRules.FileName)}', header = true, comment = '#'))
            """,
            ct);
        connection.Execute(
            $"""
            CREATE TABLE region_of AS
            SELECT lower(unnest(string_split(concat_ws('|', region, spellings), '|'))) AS key, region, country
            FROM read_csv('{Path.Combine(AppContext.BaseDirectory, PlaceNames.FileName)}', header = true, comment = '#', all_varchar = true)
            WHERE city IS NULL AND region IS NOT NULL
            """,
            ct);
        return new DuckDbRules(connection.Query(@"SELECT '\b(?:' || string_agg(phrase, '|' ORDER BY length(phrase) DESC) || ')\b' FROM phrase", row => row.GetString(0), ct).Single());
    }

    /// <summary>The phrases that stand in a text, one after the other.</summary>
    public string PhrasesIn(string text) => $"array_to_string(regexp_extract_all({Fold(text)}, '{Phrases}'), '|')";

    private static string Fold(string text) => $"replace(translate(lower(replace({text}, '''', '')), '{Marks}', '{new string(' ', Marks.Length)}'), '  ', ' ')";
}
