using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Beejan.Functions.Operations.Status;

/// <summary>Leads to everything that one operation logged, in the portal's view of Application Insights' logs.</summary>
internal static class TraceLink
{
    /// <param name="resource">The resource id of Application Insights; empty: there is no link.</param>
    /// <param name="operationId">The operation, from the webhook or the timer on.</param>
    /// <param name="at">When it failed: the operation began a day before it at most.</param>
    public static string? To(string resource, string operationId, DateTimeOffset at)
    {
        if (resource.Length == 0 || operationId.Length == 0 || !operationId.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        // The form of the links in the mails of Azure's own log alerts: the query is packed into the address.
        var query = $"union requests, traces, exceptions, dependencies, customEvents | where operation_Id == '{operationId}' | order by timestamp asc";
        var scope = JsonSerializer.Serialize(new { resources = new[] { new { resourceId = resource } } });
        var time = string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime.AddDays(-1):s}Z/{at.UtcDateTime.AddHours(1):s}Z");
        return "https://portal.azure.com/#blade/Microsoft_Azure_Monitoring_Logs/LogsBlade/source/Alerts.EmailLinks"
            + $"/scope/{Uri.EscapeDataString(scope)}/q/{Uri.EscapeDataString(Pack(query))}/prettify/1/timespan/{Uri.EscapeDataString(time)}";
    }

    private static string Pack(string query)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(query));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
