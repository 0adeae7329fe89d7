using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Beejan.LocalServers.Twilio;

/// <summary>
/// The query of a Messages list, read as Twilio reads it: by GMT day, the operator in the parameter's name, and what it
/// doesn't know ignored in silence.
/// </summary>
internal sealed record MessagesQuery(string Filter, Func<DateOnly, bool> Admits, int PageSize, int Page, string? After)
{
    private const int DefaultPageSize = 50;
    private const string TokenPrefix = "PA";

    /// <returns>Null for what is 400, "Invalid date value" and its like.</returns>
    public static MessagesQuery? Read(IQueryCollection query)
    {
        var conditions = new List<Func<DateOnly, bool>>();
        var filter = "";
        foreach (var (name, compare) in new (string, Func<DateOnly, DateOnly, bool>)[] { ("DateSent", (a, b) => a == b), ("DateSent>", (a, b) => a >= b), ("DateSent<", (a, b) => a <= b) })
        {
            var text = query[name].ToString();
            if (text.Length == 0 || text.StartsWith(">=", StringComparison.Ordinal) || text.StartsWith("<=", StringComparison.Ordinal))
            {
                continue; // DateSent=>=2019-08-08: everything comes back (https://github.com/twilio/twilio-node/issues/223)
            }

            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return null;
            }

            conditions.Add(sent => compare(sent, day));
            filter += $"{Uri.EscapeDataString(name)}={text}&";
        }

        if (!TryReadNumber(query["PageSize"], DefaultPageSize, out var pageSize) || pageSize is < 1 or > 1000 || !TryReadNumber(query["Page"], 0, out var page))
        {
            return null;
        }

        var token = query["PageToken"].ToString();
        return new MessagesQuery(filter, sent => conditions.TrueForAll(condition => condition(sent)), pageSize, page, token.StartsWith(TokenPrefix, StringComparison.Ordinal) ? token[TokenPrefix.Length..] : null);
    }

    /// <param name="page">The page's number.</param>
    /// <param name="after">The message before it; null when pages go by number alone.</param>
    public string ToUri(string path, int page, string? after)
        => string.Create(CultureInfo.InvariantCulture, $"{path}?{Filter}PageSize={PageSize}&Page={page}") + (after is null ? "" : $"&PageToken={TokenPrefix}{after}");

    private static bool TryReadNumber(string? text, int otherwise, out int number)
    {
        number = otherwise;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
