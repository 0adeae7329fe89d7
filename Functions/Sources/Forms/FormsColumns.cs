using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Forms;

/// <summary>The declared schema of <c>clean/forms</c>.</summary>
internal sealed class FormsColumns : ComplaintColumns
{
    public FormsColumns(RuleFiles rules)
        : base(rules) => Form = Add(new TextColumn("form"));

    /// <summary>The form or page it was sent from.</summary>
    public TextColumn Form { get; }
}
