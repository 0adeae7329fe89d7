using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources.Sms;

/// <summary>The declared schema of <c>clean/sms</c>.</summary>
internal sealed class SmsColumns : ComplaintColumns
{
    public SmsColumns(RuleFiles rules)
        : base(rules)
    {
        Provider = Add(new TextColumn("provider", isRequired: true));
        Sender = Add(new TextColumn("sender"));
        Recipient = Add(new TextColumn("recipient"));
        ProviderStatus = Add(new TextColumn("provider_status"));
        Segments = Add(new ValueColumn<int>("segments"));
        Media = Add(new ValueColumn<int>("media"));
    }

    /// <summary>Who carried the message.</summary>
    public TextColumn Provider { get; }

    /// <summary>Who sent it, as the provider writes it: a number, a name, a short code, an id; without the channel.</summary>
    public TextColumn Sender { get; }

    /// <summary>Which of our addresses it was sent to, without the channel.</summary>
    public TextColumn Recipient { get; }

    /// <summary>The provider's word for how far it was delivered, which says nothing of the complaint.</summary>
    public TextColumn ProviderStatus { get; }

    /// <summary>Short messages that the text took.</summary>
    public ValueColumn<int> Segments { get; }

    /// <summary>Pictures and other files that came with it.</summary>
    public ValueColumn<int> Media { get; }
}
