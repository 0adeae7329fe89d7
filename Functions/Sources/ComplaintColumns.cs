using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Cleaning.Places;
using Beejan.Functions.Cleaning.Rules;
using Beejan.Functions.Cleaning.Topics;
using Beejan.Functions.Lake.Columns;

namespace Beejan.Functions.Sources;

/// <summary>
/// The columns that every source's clean files begin with: key, version, and what the warehouse reduces to one
/// complaint. A source adds its own behind them. Names are those of the <c>source.*</c> tables.
/// </summary>
internal abstract class ComplaintColumns : ColumnSet
{
    private const int VersionColumns = 6; // they say which row this is, and those behind them what it says

    private readonly List<string> _flags = [];
    private readonly RuleFiles _rules;
    private readonly Memo<(byte[] City, byte[] Region, byte[] Country)> _places = new();
    private List<Column>? _said;
    private PhoneMemo? _phones;

    /// <param name="rules">What says topic and place.</param>
    protected ComplaintColumns(RuleFiles rules)
    {
        _rules = rules;
        Account = Add(new TextColumn("account", isRequired: true));
        SourceId = Add(new TextColumn("source_id", isRequired: true) { Repeats = false });
        ChangedAt = Add(new TimestampColumn("changed_at", isRequired: true));
        ChangeRank = Add(new ValueColumn<int>("change_rank", isRequired: true));
        RowHash = AddDerived(new TextColumn("row_hash", isRequired: true) { Repeats = false });
        RecordNumber = Add(new ValueColumn<long>("record_number", isRequired: true) { Repeats = false });
        QualityFlags = Add(new TextColumn("quality_flags"));
        Channel = Add(new TextColumn("channel", isRequired: true));
        OpenedAt = Add(new TimestampColumn("opened_at"));
        ResolvedAt = Add(new TimestampColumn("resolved_at"));
        Status = Add(new TextColumn("status"));
        IsResolved = Add(new ValueColumn<bool>("is_resolved"));
        Text = Add(new TextColumn("text") { Repeats = false });
        Category = Add(new TextColumn("category"));
        CustomerName = Add(new TextColumn("customer_name"));
        CustomerPhone = Add(new TextColumn("customer_phone"));
        CustomerEmail = Add(new TextColumn("customer_email"));
        Agent = Add(new TextColumn("agent"));
        City = Add(new TextColumn("city"));
        Region = Add(new TextColumn("region"));
        Postcode = Add(new TextColumn("postcode"));
        Country = Add(new TextColumn("country"));
        Topic = AddDerived(new TextColumn("topic"));
        TopicRulesVersion = AddDerived(new ValueColumn<int>("topic_rules"));
        PlaceCity = AddDerived(new TextColumn("place_city"));
        PlaceRegion = AddDerived(new TextColumn("place_region"));
        PlaceCountry = AddDerived(new TextColumn("place_country"));
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

    // What the rule files make of the columns above: of all sources alike, so that none forgets or differs.
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

    /// <summary>Closes the row: columns that the cleaner left alone are null.</summary>
    public override void EndRow()
    {
        QualityFlags.Append(string.Join(' ', _flags));
        _flags.Clear();
        foreach (var column in FilledColumns)
        {
            if (column.Count == Rows)
            {
                column.AppendNull();
            }
        }

        base.EndRow();
    }

    /// <summary>Gives each row its topic, its place and its hash.</summary>
    public override void Derive()
    {
        DeriveTopics(_rules.Topics, ClosedRows);
        DerivePlaces(_rules.Places, _places, ClosedRows);
        DeriveHashes(CollectionsMarshal.AsSpan(_said ??= [.. Columns.Skip(VersionColumns)]), RowHash);
    }

    private void DeriveTopics(TopicRules rules, int rows)
    {
        var (texts, categories) = (Text.Closed, Category.Closed);
        var characters = Array.Empty<char>();
        for (int row = 0, text = 0, category = 0; row < rows; row++)
        {
            var ofText = texts.Read(row, ref text);
            var ofCategory = categories.Read(row, ref category);
            Topic.Append(rules.Find(Decode(ofText, ref characters)) ?? rules.Find(Decode(ofCategory, ref characters)));
            TopicRulesVersion.Append(rules.File.Version);
        }

        Topic.Close();
        TopicRulesVersion.Close();
    }

    private void DerivePlaces(PlaceNames names, Memo<(byte[] City, byte[] Region, byte[] Country)> known, int rows)
    {
        var (cities, regions, countries) = (City.Closed, Region.Closed, Country.Closed);
        var said = new ArrayBufferWriter<byte>();
        for (int row = 0, city = 0, region = 0, country = 0; row < rows; row++)
        {
            var ofCity = cities.Read(row, ref city);
            var ofRegion = regions.Read(row, ref region);
            var ofCountry = countries.Read(row, ref country);
            said.ResetWrittenCount();
            said.Write(ofCity);
            said.Write("\0"u8); // which no text holds
            said.Write(ofRegion);
            said.Write("\0"u8);
            said.Write(ofCountry);
            if (!known.TryGet(said.WrittenSpan, out var place))
            {
                var read = names.Read(Encoding.UTF8.GetString(ofCity), Encoding.UTF8.GetString(ofRegion), Encoding.UTF8.GetString(ofCountry));
                place = known.Add(said.WrittenSpan, (Utf8(read.City), Utf8(read.Region), Utf8(read.Country)));
            }

            PlaceCity.AppendUtf8(place.City);
            PlaceRegion.AppendUtf8(place.Region);
            PlaceCountry.AppendUtf8(place.Country);
        }

        PlaceCity.Close();
        PlaceRegion.Close();
        PlaceCountry.Close();
    }

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");

    /// <param name="utf8">A text.</param>
    /// <param name="characters">Where it is decoded to, made larger where need be.</param>
    private static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> utf8, ref char[] characters)
    {
        if (characters.Length < utf8.Length)
        {
            characters = new char[2 * utf8.Length]; // UTF-8 has never less bytes than UTF-16 has characters
        }

        return characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, characters));
    }
}
