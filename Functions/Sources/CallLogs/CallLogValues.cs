using System.Text;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.CallLogs.Layouts;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>The fields that say one of a few things: what each of them comes to in a layout's columns, worked out once for each thing that is said.</summary>
internal sealed class CallLogValues(CallLogLayout layout)
{
    public FieldMemo<bool> IsIgnored { get; } = new(CallLogField.Direction, text => layout.IgnoredDirections.Contains(Lower(text)));

    public FieldMemo<bool> IsDeleted { get; } = new(CallLogField.IsDeleted, text => ReadFlag(text) == true);

    public FieldMemo<byte[]> Channel { get; } = new(CallLogField.ReceivedVia, text => Utf8(layout.Channels.GetValueOrDefault(Lower(text), layout.Channel)));

    public FieldMemo<byte[]> ReceivedVia { get; } = Text(CallLogField.ReceivedVia);

    public FieldMemo<byte[]> Status { get; } = new(CallLogField.Status, Utf8);

    public FieldMemo<bool?> IsResolvedStatus { get; } = new(CallLogField.Status, text => text.IsEmpty ? null : layout.ResolvedStatuses.Contains(Lower(text)));

    public FieldMemo<(bool? Value, string? Flag)> IsResolved { get; } = Flag(CallLogField.IsResolved, "is_resolved");

    public FieldMemo<byte[]> Category { get; } = Text(CallLogField.Category);

    public FieldMemo<(byte[] Name, bool IsOneOfSeveral)> Agent { get; } = new(CallLogField.Agent, text => ReadAgent(text, layout.AgentSeparator));

    public FieldMemo<byte[]> CustomerName { get; } = Text(CallLogField.CustomerName);

    public FieldMemo<byte[]> City { get; } = Text(CallLogField.City);

    public FieldMemo<byte[]> Region { get; } = Text(CallLogField.Region);

    public FieldMemo<byte[]> Country { get; } = Text(CallLogField.Country);

    public FieldMemo<(bool? Value, string? Flag)> IsOnBehalf { get; } = Flag(CallLogField.IsOnBehalf, "is_on_behalf");

    public FieldMemo<(bool? Value, string? Flag)> IsAnswered { get; } = Flag(CallLogField.IsAnswered, "is_answered");

    public FieldMemo<(int? Value, string? Flag)> AnswerSeconds { get; } = Seconds(layout, CallLogField.AnswerSeconds, "answer_seconds");

    public FieldMemo<(int? Value, string? Flag)> TalkSeconds { get; } = Seconds(layout, CallLogField.TalkSeconds, "talk_seconds");

    public FieldMemo<(int? Value, string? Flag)> Satisfaction { get; } = new(CallLogField.Satisfaction, text =>
        Checked<int>(text, CallLogNumber.TryRead(text, layout.DecimalSeparator, out var number) && CallLogNumber.TryRound(number, out var rounded) ? rounded : null, "satisfaction"));

    private static FieldMemo<byte[]> Text(CallLogField field) => new(field, text => Utf8(TextRepair.Repair(text)));

    private static FieldMemo<(bool? Value, string? Flag)> Flag(CallLogField field, string name) => new(field, text => Checked(text, ReadFlag(text), name));

    private static FieldMemo<(int? Value, string? Flag)> Seconds(CallLogLayout layout, CallLogField field, string name) => new(field, text =>
        Checked<int>(text, CallLogNumber.TryReadSeconds(text, layout.Durations.GetValueOrDefault(field), layout.DecimalSeparator, out var seconds) ? seconds : null, name));

    private static (T? Value, string? Flag) Checked<T>(ReadOnlySpan<char> text, T? value, string name)
        where T : struct
        => (value, value is null && !text.IsEmpty ? $"{name}_unreadable" : null);

    private static (byte[] Name, bool IsOneOfSeveral) ReadAgent(ReadOnlySpan<char> agents, string separator)
    {
        var end = separator.Length == 0 ? -1 : agents.IndexOf(separator, StringComparison.Ordinal);
        return (Utf8(TextRepair.Repair(end < 0 ? agents : agents[..end].TrimEnd())), end >= 0);
    }

    private static bool? ReadFlag(ReadOnlySpan<char> text) => Lower(text) switch
    {
        "y" or "yes" or "true" or "1" => true,
        "n" or "no" or "false" or "0" => false,
        _ => null,
    };

    private static string Lower(ReadOnlySpan<char> text) => LayoutReader.Lower(text.ToString());

    // PostgreSQL holds no text with U+0000.
    private static byte[] Utf8(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text.ToString().Replace('\0', '\ufffd'));
}
