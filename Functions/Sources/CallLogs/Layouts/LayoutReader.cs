using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Cleaning.Rules;

namespace Beejan.Functions.Sources.CallLogs.Layouts;

/// <summary>Makes a layout of its declaration; what can't be meant is named by file, layout and property.</summary>
internal static class LayoutReader
{
    private static readonly string[] Channels = ["phone", "email", "chat", "web", "social", "sms", "whatsapp", "messenger", "rcs"];

    private static readonly FrozenSet<CallLogField> Durations = FrozenSet.Create(CallLogField.AnswerSeconds, CallLogField.TalkSeconds);

    /// <exception cref="RuleFileException">The declaration can't be meant.</exception>
    public static CallLogLayout Read(LayoutDeclaration declaration)
    {
        var columns = declaration.Map("columns").ToDictionary(
            column => Field(declaration, "columns", column.Key),
            column => column.Value.Select(HeaderName.Normalize).Where(name => name.Length > 0).ToArray());
        if (!columns.ContainsKey(CallLogField.Id) || !(columns.ContainsKey(CallLogField.OpenedAt) || columns.ContainsKey(CallLogField.OpenedDate)))
        {
            throw declaration.Fault("columns", string.Join(", ", columns.Keys.Select(LayoutDeclaration.Word)), "id and openedAt, or id and openedDate, among them");
        }

        if (columns.FirstOrDefault(column => column.Value.Length == 0) is { Value: not null } nameless)
        {
            throw declaration.Fault($"columns.{LayoutDeclaration.Word(nameless.Key)}", "nothing", "the column's name, as in the header");
        }

        var required = declaration.Texts("required").Select(name => Field(declaration, "required", name)).ToHashSet();
        foreach (var field in required.Where(field => !columns.ContainsKey(field)))
        {
            throw declaration.Fault("required", $"'{LayoutDeclaration.Word(field)}'", "fields that stand in columns");
        }

        var layout = new CallLogLayout
        {
            Name = declaration.Name,
            Columns = columns,
            Optional = required.Count == 0 ? FrozenSet<CallLogField>.Empty : columns.Keys.Where(field => field != CallLogField.Id && !required.Contains(field)).ToFrozenSet(),
            Id = Pattern(declaration, "idPattern") ?? throw declaration.Fault("idPattern", "nothing", "a regular expression, as in [0-9]{1,18}"),
            IdInWords = declaration.Text("idInWords", "an id as the layout's idPattern has it"),
            DateOrder = declaration.Choice<DateOrder>("dateOrder"),
            TimeZone = declaration.Text("timeZone", "UTC", LocalTime.IsZone, "a zone by its IANA name, as in Africa/Lagos"),
            Country = declaration.Text("country", "", PhoneNumber.IsRegion, "a country by its two letters, as in NG"),
            Missing = declaration.Texts("missing").ToFrozenSet(),
            ResolvedStatuses = declaration.Texts("resolved").Select(Lower).ToFrozenSet(),
            Channel = Channel(declaration, "channel", declaration.Text("channel", "phone")),
            Channels = declaration.Map("channels").ToFrozenDictionary(channel => Lower(channel.Key), channel => Channel(declaration, "channels", channel.Value.SingleOrDefault(""))),
            IgnoredDirections = declaration.Texts("ignoredDirections").Select(Lower).ToFrozenSet(),
            Durations = declaration.Map("durations").ToFrozenDictionary(duration => Duration(declaration, duration.Key), duration => declaration.Choice<DurationUnit>($"durations.{duration.Key}", duration.Value.SingleOrDefault(""))),
            AgentSeparator = declaration.Text("agentSeparator", ""),
            DecimalSeparator = declaration.Text("decimalSeparator", ".", text => text is "." or ",", "a dot or a comma")[0],
            Footer = Pattern(declaration, "footer"),
        };
        declaration.MustBeRead();
        return layout;
    }

    /// <summary>As words are compared that the export may write in capitals.</summary>
    internal static string Lower(string text) => text.ToLowerInvariant();

    private static CallLogField Field(LayoutDeclaration declaration, string property, string name) => declaration.Choice<CallLogField>(property, name);

    private static CallLogField Duration(LayoutDeclaration declaration, string name)
        => Field(declaration, "durations", name) is var field && Durations.Contains(field)
            ? field
            : throw declaration.Fault("durations", $"'{name}'", string.Join(" or ", Durations.Select(LayoutDeclaration.Word)));

    private static string Channel(LayoutDeclaration declaration, string property, string channel)
        => Channels.Contains(channel) ? channel : throw declaration.Fault(property, $"'{channel}'", $"any of {string.Join(", ", Channels)}");

    // The whole of a field is meant. Without backtracking, because no pattern may take for ever on somebody's text.
    private static Regex? Pattern(LayoutDeclaration declaration, string property)
    {
        var pattern = declaration.Text(property, "");
        try
        {
            return pattern.Length == 0 ? null : new Regex($@"^(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw declaration.Fault(property, $"'{pattern}'", "a regular expression without lookarounds and backreferences");
        }
    }
}
