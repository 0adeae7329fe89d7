using System.Globalization;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Sms.Providers;

namespace Beejan.Functions.Sources.Sms;

/// <summary>Turns the messages of a page into rows and rejects.</summary>
internal sealed class SmsRowWriter(string defaultRegion, CleanBatch<SmsColumns> batch)
{
    private const string Provider = "twilio";

    private static readonly (TwilioField Field, string Flag)[] Flags =
    [
        (TwilioField.AccountSid, "account_unreadable"), (TwilioField.From, "sender_unreadable"), (TwilioField.To, "recipient_unreadable"), (TwilioField.Body, "text_unreadable"),
        (TwilioField.Status, "provider_status_unreadable"), (TwilioField.NumSegments, "segments_unreadable"), (TwilioField.NumMedia, "media_unreadable"),
    ];

    private readonly TwilioMessage _message = new();
    private readonly SmsColumns _row = batch.Columns;
    private long _line = 1;
    private int _counted;
    private string _account = "";

    /// <param name="page">The page.</param>
    /// <param name="range">Where the message stands in it, behind the last one.</param>
    public void Write(ReadOnlySpan<byte> page, Range range)
    {
        batch.Received++;
        var (start, length) = range.GetOffsetAndLength(page.Length);
        _line += page[_counted..start].Count((byte)'\n');
        _counted = start;
        var json = page.Slice(start, length);

        if (_message.Take(json) is { } broken)
        {
            Reject(("message", broken.Found, broken.Expected, broken.Rule), json);
        }
        else if (_message[TwilioField.Direction].StartsWith("outbound-", StringComparison.Ordinal))
        {
            batch.Ignore(); // our own words
        }
        else if (FindFault() is { } fault)
        {
            Reject(fault, json);
        }
        else if (batch.TryBeginRow(Account(), _message[TwilioField.Sid], ChangedAt()!.Value, ChangeRank.Add, batch.Received))
        {
            Append();
            _row.EndRow();
        }
    }

    private (string Field, string Found, string Expected, string Rule)? FindFault()
    {
        if (_message[TwilioField.Direction] is not "inbound")
        {
            return ("direction", Show(TwilioField.Direction), "inbound, or outbound- and how", "sms.twilio.direction");
        }

        if (!TwilioSid.IsMessage(_message[TwilioField.Sid]))
        {
            return ("sid", Show(TwilioField.Sid), "SM or MM and 32 hexadecimal digits", "sms.twilio.id");
        }

        return ChangedAt() is null
            ? ("date_updated", Show(TwilioField.DateUpdated), "a time there, in date_sent or in date_created, as in Fri, 24 May 2019 17:44:46 +0000", "sms.twilio.date")
            : null;
    }

    private string Show(TwilioField field)
        => _message.IsOfAnotherKind(field) ? "neither a text nor a number" : _message[field].IsEmpty ? "nothing" : _message[field].ToString();

    private string Account()
    {
        var account = _message[TwilioField.AccountSid];
        if (!TwilioSid.IsAccount(account))
        {
            return batch.Raw.Account;
        }

        return account.SequenceEqual(_account) ? _account : _account = account.ToString();
    }

    private DateTime? ChangedAt() => _message.Time(TwilioField.DateUpdated) ?? _message.Time(TwilioField.DateSent) ?? _message.Time(TwilioField.DateCreated);

    private void Append()
    {
        var sender = SmsAddress.Read(_message[TwilioField.From]);
        _row.Channel.Append(sender.Channel);
        if (SmsTime.ReadOpened(_message, _row) is { } openedAt)
        {
            _row.OpenedAt.Append(openedAt);
        }

        var text = Tidy(TwilioField.Body);
        if (text.IsEmpty)
        {
            _row.Flag("text_empty"); // a picture alone, or redacted at the provider since
        }

        _row.Text.Append(text);
        if (!sender.IsNoNumber)
        {
            _row.AppendPhone(sender.Name, defaultRegion);
        }

        _row.Provider.Append(Provider);
        _row.Sender.Append(TextRepair.Repair(sender.Name));
        _row.Recipient.Append(TextRepair.Repair(SmsAddress.Read(_message[TwilioField.To]).Name));
        _row.ProviderStatus.Append(Tidy(TwilioField.Status));
        _row.Segments.Append(ReadNumber(TwilioField.NumSegments, "segments"));
        _row.Media.Append(ReadNumber(TwilioField.NumMedia, "media"));
        FlagOtherKinds();
    }

    private ReadOnlySpan<char> Tidy(TwilioField field) => TextRepair.Repair(_message[field]);

    private int? ReadNumber(TwilioField field, string name)
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
