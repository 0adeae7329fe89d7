using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>The public Comcast complaints export. It names no zone, so its days are kept as they stand: UTC.</summary>
internal static partial class ComcastLayout
{
    public static readonly CallLogLayout Layout = new()
    {
        Name = "comcast",
        Columns = new Dictionary<CallLogField, string[]>
        {
            [CallLogField.Id] = ["ticket"],
            [CallLogField.Text] = ["customer complaint"],
            [CallLogField.OpenedDate] = ["date"],
            [CallLogField.OpenedDateInWords] = ["date month year"],
            [CallLogField.OpenedTime] = ["time"],
            [CallLogField.ReceivedVia] = ["received via"],
            [CallLogField.City] = ["city"],
            [CallLogField.Region] = ["state"],
            [CallLogField.Postcode] = ["zip code"],
            [CallLogField.Status] = ["status"],
            [CallLogField.IsOnBehalf] = ["filing on behalf of someone"],
        },
        Id = IdPattern(),
        IdInWords = "digits",
        DateOrder = DateOrder.DayFirst,
        TimeZone = "UTC",
        Missing = ["N/A", "-", "NULL"],
        ResolvedStatuses = ["closed", "solved"],
        Channels = new Dictionary<string, string> { ["internet"] = "web" }.ToFrozenDictionary(),
    };

    [GeneratedRegex(@"^[0-9]{1,18}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
