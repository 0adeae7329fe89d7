using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Social;

/// <summary>The declared schema of <c>clean/social</c>.</summary>
internal sealed class SocialColumns : ComplaintColumns
{
    public SocialColumns(RuleFiles rules)
        : base(rules)
    {
        Platform = Add(new TextColumn("platform", isRequired: true));
        AuthorId = Add(new TextColumn("author_id"));
        PostId = Add(new TextColumn("post_id"));
        ParentId = Add(new TextColumn("parent_id"));
        Permalink = Add(new TextColumn("permalink"));
    }

    public TextColumn Platform { get; }

    /// <summary>The author's id on the platform; the name stands in customer_name.</summary>
    public TextColumn AuthorId { get; }

    /// <summary>The post that was commented on.</summary>
    public TextColumn PostId { get; }

    /// <summary>The comment that was answered, or the post.</summary>
    public TextColumn ParentId { get; }

    public TextColumn Permalink { get; }
}
