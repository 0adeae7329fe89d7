using Beejan.Functions.Warehouse;
using NUnit.Framework;

namespace Beejan.Functions.Tests.Warehouse;

/// <summary>The keys of staged rows are defined once and computed twice: by the app on its way into PostgreSQL, and by the engines' SQL.</summary>
[TestFixture(WarehouseEngine.DuckDb)]
[TestFixture(WarehouseEngine.Postgres)]
internal sealed class RowKeyTests(WarehouseEngine engine) : WarehouseTest(engine)
{
    // None, blank, spaces around it, letters of two, three and four bytes, a quote, a colon, digits before one.
    private static readonly string?[] Texts =
        [null, "", "  ", " Kano ", "Ọ̀yọ́", "東京", "😀", "it's", "a:b", "2:ab", "unknown"];

    private static readonly DateTime?[] Times =
    [
        null, At(1900, 3, 1), At(1969, 12, 31).AddDays(1).AddMicroseconds(-1), At(1970, 1, 1), At(1999, 12, 31), At(2000, 2, 29), At(2026, 11, 30).AddHours(23), At(2100, 3, 1),
    ];

    [Test]
    public async Task A_staged_key_is_what_the_SQL_of_it_says()
    {
        var random = new Random(20261129);
        string? Any() => Texts[random.Next(Texts.Length)];
        var rows = Enumerable.Range(0, 300).Select(i => new CleanRow(i + (Any() ?? "-"), i)
        {
            Account = Any() is { Length: > 0 } account ? account : "lagos",
            Phone = Any(),
            Email = Any(),
            Agent = Any(),
            Category = Any(),
            Topic = Any(),
            City = Any(),
            Region = Any(),
            Postcode = Any(),
            Country = Any(),
            PlaceRegion = Any(),
            PlaceCountry = Any(),
            OpenedAt = Times[i % Times.Length],
        });
        var wrong = new List<long>();
        OnStep = (step, connection) =>
        {
            if (step == "staged")
            {
                wrong.AddRange(Staged.Keys.SelectMany(key => connection.Query(
                    $"SELECT count(*) FROM staged CROSS JOIN this_load WHERE {key.Name} IS DISTINCT FROM CAST(md5({key.Text.Sql}) AS UUID)", row => row.GetInt64(0), CancellationToken.None)));
                wrong.AddRange(connection.Query(
                    $"SELECT count(*) FROM staged WHERE {Staged.DateKey} IS DISTINCT FROM {DateDimension.Key}", row => row.GetInt64(0), CancellationToken.None));
            }
        };

        await Store.LoadAsync(Files.Write("nasty", [.. rows]));

        Assert.That(wrong, Has.Count.EqualTo(Staged.Keys.Count + 1).And.All.Zero);
    }

    private static DateTime At(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
