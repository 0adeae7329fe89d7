using System.Buffers;
using System.Globalization;
using System.Text;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources;

/// <summary>
/// The columns that every source's clean files begin with: key, version, and what the warehouse reduces to one
/// complaint. A source adds its own behind them. Names are those of the <c>source.*</c> tables.
/// </summary>
internal abstract class ComplaintColumns : ColumnSet
{
    private const int VersionColumns = 6; // everything before them says which row this is; from there on it is what the row says

    private readonly List<string> _flags = [];
    private readonly RuleFiles _rules;
    private readonly Memo<(byte[] City, byte[] Region, byte[] Country)> _places = new();
    private readonly ArrayBufferWriter<byte> _said = new();
    private PhoneMemo? _phones;

    /// <param name="rules">What says topic and place.</param>
    protected ComplaintColumns(RuleFiles rules)
    {
        _rules = rules;
        Account = Add(new TextColumn("account", isRequired: true));
        SourceId = Add(new TextColumn("source_id", isRequired: true));
        ChangedAt = Add(new TimestampColumn("changed_at", isRequired: true));
        ChangeRank = Add(new ValueColumn<int>("change_rank", isRequired: true));
        RowHash = Add(new TextColumn("row_hash", isRequired: true));
        RecordNumber = Add(new ValueColumn<long>("record_number", isRequired: true));
        QualityFlags = Add(new TextColumn("quality_flags"));
        Channel = Add(new TextColumn("channel", isRequired: true));
        OpenedAt = Add(new TimestampColumn("opened_at"));
        ResolvedAt = Add(new TimestampColumn("resolved_at"));
        Status = Add(new TextColumn("status"));
        IsResolved = Add(new ValueColumn<bool>("is_resolved"));
        Text = Add(new TextColumn("text"));
        Category = Add(new TextColumn("category"));
        CustomerName = Add(new TextColumn("customer_name"));
        CustomerPhone = Add(new TextColumn("customer_phone"));
        CustomerEmail = Add(new TextColumn("customer_email"));
        Agent = Add(new TextColumn("agent"));
        City = Add(new TextColumn("city"));
        Region = Add(new TextColumn("region"));
        Postcode = Add(new TextColumn("postcode"));
        Country = Add(new TextColumn("country"));
        Topic = Add(new TextColumn("topic"));
        TopicRulesVersion = Add(new ValueColumn<int>("topic_rules"));
        PlaceCity = Add(new TextColumn("place_city"));
        PlaceRegion = Add(new TextColumn("place_region"));
        PlaceCountry = Add(new TextColumn("place_country"));
    }

    public TextColumn Account { get; }

    public TextColumn SourceId { get; }

    public TimestampColumn ChangedAt { get; }

    /// <summary>See <see cref="Sources.ChangeRank"/>.</summary>
    public ValueColumn<int> ChangeRank { get; }

    public TextColumn RowHash { get; }

    public ValueColumn<long> RecordNumber { get; }

    /// <summary>What is doubtful about the row, in words apart by a blank; filled by <see cref="Flag"/>.</summary>
    public TextColumn QualityFlags { get; }

    public TextColumn Channel { get; }

    public TimestampColumn OpenedAt { get; }

    public TimestampColumn ResolvedAt { get; }

    public TextColumn Status { get; }

    public ValueColumn<bool> IsResolved { get; }

    public TextColumn Text { get; }

    public TextColumn Category { get; }

    public TextColumn CustomerName { get; }

    public TextColumn CustomerPhone { get; }

    public TextColumn CustomerEmail { get; }

    public TextColumn Agent { get; }

    public TextColumn City { get; }

    public TextColumn Region { get; }

    public TextColumn Postcode { get; }

    public TextColumn Country { get; }

    // What the rule files make of the columns above: filled by EndRow, so that no source forgets or differs.
    private TextColumn Topic { get; }

    private ValueColumn<int> TopicRulesVersion { get; }

    private TextColumn PlaceCity { get; }

    private TextColumn PlaceRegion { get; }

    private TextColumn PlaceCountry { get; }

    /// <summary>Marks the current row as doubtful, as in <c>opened_at_unreadable</c>; the row is kept.</summary>
    public void Flag(string flag) => _flags.Add(flag);

    /// <summary>A number that is certain, or null and a flag.</summary>
    public void AppendPhone(ReadOnlySpan<char> text, string defaultRegion)
    {
        _phones ??= PhoneMemo.Take();
        if (_phones.TryParse(text, defaultRegion, out var number))
        {
            Span<char> e164 = stackalloc char[21];
            e164[0] = '+';
            number.TryFormat(e164[1..], out var digits, provider: CultureInfo.InvariantCulture);
            CustomerPhone.Append(e164[..(1 + digits)]);
        }
        else if (!text.IsWhiteSpace())
        {
            Flag("customer_phone_invalid");
        }
    }

    /// <summary>Called after the last row: leaves what was learned to whoever cleans next.</summary>
    public void LeaveMemory()
    {
        _phones?.Return();
        _phones = null;
    }

    /// <summary>An address that could be delivered to, or null and a flag.</summary>
    public void AppendEmail(ReadOnlySpan<char> text)
    {
        if (EmailAddress.TryParse(text, out var address))
        {
            CustomerEmail.Append(address.Address);
        }
        else if (!text.IsWhiteSpace())
        {
            Flag("customer_email_invalid");
        }
    }

    /// <summary>Closes the row: it gets its topic and its place, columns the cleaner left alone are null, and it gets its hash.</summary>
    public override void EndRow()
    {
        QualityFlags.Append(string.Join(' ', _flags));
        _flags.Clear();
        AppendTopicAndPlace();
        foreach (var column in ColumnSpan[VersionColumns..]) // key and version were appended when the row began
        {
            if (column.Count == Rows)
            {
                column.AppendNull();
            }
        }

        Span<byte> hash = stackalloc byte[32];
        HashLast(ColumnSpan[VersionColumns..], hash);
        RowHash.AppendUtf8(hash);
        base.EndRow();
    }

    private void AppendTopicAndPlace()
    {
        Topic.Append(_rules.Topics.Find(Said(Text)) ?? _rules.Topics.Find(Said(Category)));
        TopicRulesVersion.Append(_rules.Topics.File.Version);
        var (city, region, country) = ReadPlace();
        PlaceCity.AppendUtf8(city);
        PlaceRegion.AppendUtf8(region);
        PlaceCountry.AppendUtf8(country);
    }

    private (byte[] City, byte[] Region, byte[] Country) ReadPlace()
    {
        _said.ResetWrittenCount();
        foreach (var column in (ReadOnlySpan<TextColumn>)[City, Region, Country])
        {
            _said.Write(column.Count == Rows ? [] : column.Newest);
            _said.Write("\0"u8); // which no text holds
        }

        if (_places.TryGet(_said.WrittenSpan, out var known))
        {
            return known;
        }

        var place = _rules.Places.Read(Said(City), Said(Region), Said(Country));
        return _places.Add(_said.WrittenSpan, (Utf8(place.City), Utf8(place.Region), Utf8(place.Country)));

        static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");
    }

    private ReadOnlySpan<char> Said(TextColumn column) => column.Count == Rows ? [] : column.ReadNewest();
}
