using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>The declared schema of <c>clean/calllogs</c>.</summary>
internal sealed class CallLogColumns : ComplaintColumns
{
    public CallLogColumns(RuleFiles rules)
        : base(rules)
    {
        ReceivedVia = Add(new TextColumn("received_via"));
        IsOnBehalf = Add(new ValueColumn<bool>("is_on_behalf"));
        IsAnswered = Add(new ValueColumn<bool>("is_answered"));
        AnswerSeconds = Add(new ValueColumn<int>("answer_seconds"));
        TalkSeconds = Add(new ValueColumn<int>("talk_seconds"));
        Satisfaction = Add(new ValueColumn<int>("satisfaction"));
    }

    /// <summary>How the complaint reached the call center, in the export's words.</summary>
    public TextColumn ReceivedVia { get; }

    /// <summary>Whether somebody complained for somebody else.</summary>
    public ValueColumn<bool> IsOnBehalf { get; }

    public ValueColumn<bool> IsAnswered { get; }

    /// <summary>How long the caller waited, in seconds; null when nobody answered.</summary>
    public ValueColumn<int> AnswerSeconds { get; }

    /// <summary>How long the call took, in seconds; 0 when nobody answered.</summary>
    public ValueColumn<int> TalkSeconds { get; }

    /// <summary>The caller's rating, 1 to 5.</summary>
    public ValueColumn<int> Satisfaction { get; }
}
