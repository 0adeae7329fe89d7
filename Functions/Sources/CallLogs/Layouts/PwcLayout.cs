using System.Text.RegularExpressions;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>
/// The public PwC call-center export: month first in two spellings (<c>01-02-2021</c>, <c>1/13/2021</c>), times with dots.
/// It names no zone, so its days are kept as they stand: UTC.
/// </summary>
internal static partial class PwcLayout
{
    public static readonly CallLogLayout Layout = new()
    {
        Name = "pwc",
        Columns = new Dictionary<CallLogField, string[]>
        {
            [CallLogField.Id] = ["call id"],
            [CallLogField.Agent] = ["agent"],
            [CallLogField.OpenedDate] = ["date"],
            [CallLogField.OpenedTime] = ["time"],
            [CallLogField.Category] = ["topic"],
            [CallLogField.IsAnswered] = ["answered y n"],
            [CallLogField.IsResolved] = ["resolved"],
            [CallLogField.AnswerSeconds] = ["speed of answer in seconds"],
            [CallLogField.TalkSeconds] = ["talk duration"],
            [CallLogField.Satisfaction] = ["satisfaction rating"],
        },
        Id = IdPattern(),
        IdInWords = "ID and digits",
        DateOrder = DateOrder.MonthFirst,
        TimeZone = "UTC",
        Missing = ["N/A", "-", "NULL"],
    };

    [GeneratedRegex(@"^ID[0-9]{1,18}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
