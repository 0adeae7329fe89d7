using System.Globalization;
using System.Net;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Sms.Providers;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Turns the messages of a page into rows and rejects.</summary>
/// <param name="format">How they are written.</param>
/// <param name="rawAccount">The account that the raw blob names.</param>
/// <param name="defaultRegion">See <see cref="CleaningOptions.DefaultRegion"/>.</param>
/// <param name="decodesEntities">See <see cref="SmsOptions.DecodeEntities"/>.</param>
/// <param name="batch">Where they go.</param>
internal sealed class SmsRowWriter(SmsFormat format, string rawAccount, string defaultRegion, bool decodesEntities, CleanBatch<SmsColumns> batch)
{
    private static readonly (SmsField Field, string Flag)[] Flags =
    [
        (SmsField.Account, "account_unreadable"), (SmsField.From, "sender_unreadable"), (SmsField.To, "recipient_unreadable"), (SmsField.Text, "text_unreadable"),
        (SmsField.Status, "provider_status_unreadable"), (SmsField.Segments, "segments_unreadable"), (SmsField.Media, "media_unreadable"),
    ];

    private readonly SmsMessage _message = new(format);
    private readonly SmsColumns _row = batch.Columns;
    private long _line = 1;
    private int _counted;
    private string _account = "";
    private string _key = "";

    // Nothing of a page can be later than its raw name lets it be, by more than a message may travel.
    private readonly DateTime? _latest = format.Span is { } span ? batch.Raw.Time.UtcDateTime + span + SmsTime.LongestJourney : null;

    /// <param name="page">The page.</param>
    /// <param name="range">Where the message stands in it, behind the last one.</param>
    public void Write(ReadOnlySpan<byte> page, Range range)
    {
        var json = Begin(page, range);
        if (_message.Take(json) is { } broken)
        {
            Reject(("message", broken.Found, broken.Expected, broken.Rule), json);
        }
        else if (_message[SmsField.Direction].StartsWith("outbound", StringComparison.Ordinal))
        {
            batch.Ignore(); // our own words
        }
        else if (FindFault() is { } fault)
        {
            Reject(fault, json);
        }
        else if (batch.TryBeginRow(Account(), _message[SmsField.Id], ChangedAt()!.Value, ChangeRank.Add, batch.Received))
        {
            Append();
            _row.EndRow();
        }
    }

    /// <summary>Rejects bytes that are no message.</summary>
    public void Refuse(ReadOnlySpan<byte> page, Range range, (string Field, string Found, string Expected, string Rule) fault) => Reject(fault, Begin(page, range));

    private ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> page, Range range)
    {
        batch.Received++;
        var (start, length) = range.GetOffsetAndLength(page.Length);
        _line += page[_counted..start].Count((byte)'\n');
        _counted = start;
        return page.Slice(start, length);
    }

    private (string Field, string Found, string Expected, string Rule)? FindFault()
    {
        if (format.NameOf(SmsField.Direction) is not null && _message[SmsField.Direction] is not "inbound")
        {
            return Fault(SmsField.Direction, "inbound, or outbound and how", "direction");
        }

        if (!format.IsId(_message[SmsField.Id]))
        {
            return Fault(SmsField.Id, format.IdExpected, "id");
        }

        return ChangedAt() is null
            ? Fault(format.NameOf(SmsField.UpdatedAt) is null ? SmsField.SentAt : SmsField.UpdatedAt, format.TimeExpected, "date")
            : format.FindOwnFault(_message);
    }

    private (string Field, string Found, string Expected, string Rule) Fault(SmsField field, string expected, string rule)
        => (format.NameOf(field)!, Show(field), expected, $"sms.{format.Name}.{rule}");

    private string Show(SmsField field)
        => _message.IsOfAnotherKind(field) ? "neither a text nor a number" : _message[field].IsEmpty ? "nothing" : _message[field].ToString();

    private string Account()
    {
        var account = _message[SmsField.Account];
        if (account.IsEmpty || !format.IsAccount(account))
        {
            account = rawAccount;
        }

        if (!account.SequenceEqual(_account))
        {
            _account = account.ToString();
            _key = format.Key(_account);
        }

        return _key;
    }

    private DateTime? ChangedAt() => _message.Time(SmsField.UpdatedAt) ?? _message.Time(SmsField.SentAt) ?? _message.Time(SmsField.CreatedAt);

    private void Append()
    {
        var sender = SmsAddress.Read(_message[SmsField.From]);
        _row.Channel.Append(sender.Channel);
        if (SmsTime.ReadOpened(_message, _latest, _row) is { } openedAt)
        {
            _row.OpenedAt.Append(openedAt);
        }

        var text = ReadText();
        if (text.IsEmpty)
        {
            _row.Flag("text_empty"); // a picture alone, or redacted at the provider since
        }

        _row.Text.Append(text);
        if (!sender.IsNoNumber)
        {
            _row.AppendPhone(format.OmitsPlus && IsInternational(sender.Name) ? $"+{sender.Name}" : sender.Name, defaultRegion);
        }

        _row.Provider.Append(format.Name);
        _row.Sender.Append(TextRepair.Repair(sender.Name));
        _row.Recipient.Append(TextRepair.Repair(SmsAddress.Read(_message[SmsField.To]).Name));
        _row.ProviderStatus.Append(Tidy(SmsField.Status));
        _row.Segments.Append(ReadNumber(SmsField.Segments, "segments"));
        _row.Media.Append(ReadNumber(SmsField.Media, "media"));
        FlagOtherKinds();
    }

    // Once: what is an entity after that was written by a person.
    private ReadOnlySpan<char> ReadText()
    {
        var text = _message[SmsField.Text];
        return TextRepair.Repair(decodesEntities && text.Contains('&') ? WebUtility.HtmlDecode(text.ToString()) : text);
    }

    private static bool IsInternational(ReadOnlySpan<char> number) => number is [not '0', ..] && !number.ContainsAnyExceptInRange('0', '9');

    private ReadOnlySpan<char> Tidy(SmsField field) => TextRepair.Repair(_message[field]);

    private int? ReadNumber(SmsField field, string name)
    {
        var text = _message[field];
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (!text.IsEmpty)
        {
            _row.Flag($"{name}_unreadable");
        }

        return null;
    }

    private void FlagOtherKinds()
    {
        foreach (var (field, flag) in Flags)
        {
            if (_message.IsOfAnotherKind(field))
            {
                _row.Flag(flag);
            }
        }
    }

    private void Reject((string Field, string Found, string Expected, string Rule) fault, ReadOnlySpan<byte> json)
        => batch.Reject(new Reject(batch.Received, _line, fault.Field, fault.Found, fault.Expected, fault.Rule, TextRepair.Show(json)));
}
