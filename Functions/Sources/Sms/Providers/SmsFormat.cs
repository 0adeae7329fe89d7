using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>How a provider writes its answers and messages. Knows nothing of fetching: the same bytes are read the same for ever.</summary>
internal abstract class SmsFormat
{
    /// <summary>The provider, as raw names and rows have it.</summary>
    public abstract string Name { get; }

    /// <summary>The provider as it calls itself.</summary>
    public abstract string Title { get; }

    /// <summary>Where an answer has what.</summary>
    public abstract SmsPageShape Shape { get; }

    /// <summary>Where the provider says how it fares.</summary>
    public abstract string StatusPage { get; }

    /// <summary>Where in the JSON of an error the provider's own words are; none: they are not repeated.</summary>
    public virtual IReadOnlyList<string> ErrorPaths => [];

    public virtual string ErrorFormat => "{0}: {1}";

    /// <summary>A time, as the provider writes it.</summary>
    public abstract string TimeExpected { get; }

    /// <summary>What an id looks like, in words.</summary>
    public virtual string IdExpected => SourceKey.Expected;

    /// <summary>Whether numbers are international and lack their plus.</summary>
    public virtual bool OmitsPlus => false;

    /// <summary>Whether an answer that breaks off is still read as far as it goes, because there won't be another.</summary>
    public virtual bool KeepsWhatIsWhole => false;

    /// <summary>How much time a page can span, from its raw name's time on; null when that says nothing.</summary>
    public virtual TimeSpan? Span => null;

    /// <summary>What the provider calls a field; null when it doesn't have it.</summary>
    public abstract string? NameOf(SmsField field);

    public abstract bool TryReadTime(ReadOnlySpan<char> text, out DateTime utc);

    public virtual bool IsId(ReadOnlySpan<char> id) => SourceKey.IsValid(id);

    public virtual bool IsAccount(ReadOnlySpan<char> account) => SourceKey.IsValid(account);

    /// <summary>What a page lacks, or has that is another's; null when it is one.</summary>
    public virtual string? FindMissing(SmsPage page) => page.HasList ? null : $"a JSON object without {Shape.List}";

    /// <summary>What is wrong with an inbound message beside what is the same for all.</summary>
    public virtual (string Field, string Found, string Expected, string Rule)? FindOwnFault(SmsMessage message) => null;

    /// <summary>The account's half of a natural key.</summary>
    public virtual string Key(string account) => $"{Name}:{account}";

    /// <summary>The name of an account's cursor.</summary>
    public string Cursor(string account) => $"{SmsSource.Name}/{RawName.AccountOf(RawAccount(account))}";

    /// <summary>The account as raw names have it: with the provider, so that a blob says by its name how to read it.</summary>
    public virtual string RawAccount(string account) => $"{Name}.{account}";
}
