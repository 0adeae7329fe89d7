using System.Text.RegularExpressions;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>The export of Beejan's own call center.</summary>
internal static partial class BeejanLayout
{
    public static readonly CallLogLayout Layout = new()
    {
        Name = "beejan",
        Columns = new Dictionary<CallLogField, string[]>
        {
            [CallLogField.Id] = ["call id"],
            [CallLogField.OpenedAt] = ["opened at", "call time"],
            [CallLogField.ResolvedAt] = ["resolved at"],
            [CallLogField.CustomerName] = ["customer name", "caller name"],
            [CallLogField.CustomerPhone] = ["customer phone", "caller phone"],
            [CallLogField.CustomerEmail] = ["customer email", "caller email"],
            [CallLogField.Agent] = ["agent"],
            [CallLogField.Category] = ["category"],
            [CallLogField.Text] = ["complaint"],
            [CallLogField.Status] = ["status"],
            [CallLogField.City] = ["city"],
            [CallLogField.Region] = ["state"],
        },
        Optional = new HashSet<CallLogField> { CallLogField.ResolvedAt, CallLogField.CustomerName, CallLogField.CustomerEmail, CallLogField.City, CallLogField.Region },
        Id = IdPattern(),
        IdInWords = "CALL- and digits",
        DateOrder = DateOrder.YearFirst,
        TimeZone = "Africa/Lagos",
        Missing = ["N/A", "-", "NULL"],
        ResolvedStatuses = ["resolved", "closed"],
    };

    [GeneratedRegex(@"^CALL-[0-9]{1,18}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
