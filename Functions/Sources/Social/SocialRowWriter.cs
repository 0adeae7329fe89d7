using System.Text.Json;
using System.Text.Unicode;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Sources.Social.Platforms;

namespace Beejan.Functions.Sources.Social;

/// <summary>Turns the events of deliveries into rows and rejects. Events are numbered through the raw blob, as its records.</summary>
internal sealed class SocialRowWriter(EnabledPlatforms platforms, string defaultRegion, CleanBatch<SocialColumns> batch)
{
    private static readonly (string Field, string Found, string Expected, string Rule) HalfACharacter = ("item", "an escape that is half a character", "valid Unicode", "social.text");

    // Of a name that stands twice readers take the one or the other: what was signed could be read as something else.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly SocialColumns _row = batch.Columns;
    private long _line;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <param name="bytes">One line of the raw blob.</param>
    /// <param name="line">Its number, from 1.</param>
    public void WriteFrame(ReadOnlySpan<byte> bytes, long line)
    {
        _line = line;
        SocialFrame frame;
        try
        {
            frame = SocialFrame.Read(bytes);
        }
        catch (JsonException)
        {
            Receive();
            Reject(("frame", "no frame of a delivery", "a line of JSON with receivedAt, platform, headers and body", "social.frame"), TextRepair.Show(bytes));
            return;
        }

        if (platforms.FindKnown(frame.Platform) is not { } platform)
        {
            Receive();
            Reject(("platform", frame.Platform, "a platform the app reads", "social.platform"), TextRepair.Show(frame.Body));
            return;
        }

        byte[] body;
        try
        {
            body = frame.ReadBody();
        }
        catch (InvalidDataException)
        {
            Receive();
            Reject(("body", "bytes that can't be unpacked (shown as Latin-1)", "gzip, as its content-encoding says", "social.encoding"), TextRepair.Show(frame.Body));
            return;
        }

        WriteDelivery(platform, frame with { Body = body });
    }

    private void WriteDelivery(SocialPlatform platform, SocialFrame frame)
    {
        if (!Utf8.IsValid(frame.Body))
        {
            Receive();
            Reject(("body", "bytes that are not UTF-8 (shown as Latin-1)", "UTF-8", "social.encoding"), TextRepair.Show(frame.Body));
            return;
        }

        JsonDocument body;
        try
        {
            body = JsonDocument.Parse(frame.Body.AsMemory(frame.Body.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0), Strict);
        }
        catch (JsonException e)
        {
            Receive();
            Reject(("body", Describe(e), "one JSON document, no name twice in an object, not nested deeper than 64", "social.json"), TextRepair.Show(frame.Body));
            return;
        }
        catch (InvalidOperationException) // half a character in a name
        {
            Receive();
            Reject(HalfACharacter, TextRepair.Show(frame.Body));
            return;
        }

        using (body)
        {
            WriteItems(platform, body.RootElement, frame);
        }
    }

    private void WriteItems(SocialPlatform platform, JsonElement body, SocialFrame frame)
    {
        List<SocialItem> items;
        try
        {
            items = [.. platform.Split(body)];
        }
        catch (InvalidOperationException) // half a character in a name
        {
            Receive();
            Reject(HalfACharacter, body.GetRawText());
            return;
        }

        foreach (var item in items)
        {
            Receive();
            WriteItem(platform, item, frame);
        }

        if (items.Count == 0) // a test ping, or a kind of delivery that holds no events
        {
            Receive();
            batch.Ignore();
        }
    }

    private void WriteItem(SocialPlatform platform, SocialItem item, SocialFrame frame)
    {
        SocialOutcome outcome;
        try
        {
            outcome = platform.Read(item, frame);
        }
        catch (InvalidOperationException) // half a character in a name or a text
        {
            Reject(HalfACharacter, item.Value.GetRawText());
            return;
        }

        if (outcome.Fault is { } fault)
        {
            Reject(fault, item.Value.GetRawText());
        }
        else if (outcome.Event is not { } complaint)
        {
            batch.Ignore();
        }
        else if (!SourceKey.IsValid(complaint.Id) || !SourceKey.IsValid(complaint.Account))
        {
            Reject(("id", $"account '{complaint.Account}', id '{complaint.Id}'", $"each of {SourceKey.Expected}", "social.key"), item.Value.GetRawText());
        }
        else
        {
            WriteRow(complaint, platform, frame.ReceivedAt);
        }
    }

    private void WriteRow(SocialEvent complaint, SocialPlatform platform, DateTimeOffset receivedAt)
    {
        // A time that can't be true would put this change before, or behind, all others for ever.
        var isInTime = SocialTime.IsBelievable(complaint.ChangedAt, receivedAt);
        if (batch.TryBeginRow(complaint.Account, complaint.Id, isInTime ? complaint.ChangedAt : receivedAt.UtcDateTime, complaint.Rank, batch.Received))
        {
            if (!isInTime)
            {
                _row.Flag("changed_at_doubtful");
            }

            AppendOpening(complaint, receivedAt);
            Append(complaint, platform);
            _row.EndRow();
        }
    }

    private void AppendOpening(SocialEvent complaint, DateTimeOffset receivedAt)
    {
        var openedAt = complaint.OpenedAt;
        if (openedAt is { } time && !SocialTime.IsBelievable(time, receivedAt))
        {
            _row.Flag("opened_at_doubtful");
            openedAt = complaint.Rank == ChangeRank.Add ? receivedAt.UtcDateTime : null;
        }

        if (openedAt is { } utc)
        {
            _row.OpenedAt.Append(utc);
        }
    }

    private void Append(SocialEvent complaint, SocialPlatform platform)
    {
        // A removed text must not live on in the clean lake by the very event that removes it.
        ReadOnlySpan<char> text = complaint.Rank == ChangeRank.Remove ? [] : Tidy(complaint.Text);
        if (text.IsEmpty && complaint.Rank != ChangeRank.Remove)
        {
            _row.Flag("text_empty"); // a picture or a voice alone
        }

        _row.Channel.Append(complaint.Channel);
        _row.Text.Append(text);
        _row.Category.Append(Tidy(complaint.Category));
        _row.CustomerName.Append(Tidy(complaint.AuthorName));
        _row.AppendPhone(complaint.AuthorPhone, defaultRegion);
        _row.AppendEmail(complaint.AuthorEmail);
        _row.City.Append(Tidy(complaint.City));
        _row.Region.Append(Tidy(complaint.Region));
        _row.Country.Append(Tidy(complaint.Country));
        _row.Platform.Append(platform.Name);
        _row.AuthorId.Append(complaint.AuthorId);
        _row.PostId.Append(complaint.PostId);
        _row.ParentId.Append(complaint.ParentId);
        _row.Permalink.Append(complaint.Permalink);
    }

    private static string Describe(JsonException e)
        => e.LineNumber is { } line ? $"no JSON, or JSON that breaks off, at byte {e.BytePositionInLine} of line {line + 1}" : "JSON with a name twice in one object";

    private static ReadOnlySpan<char> Tidy(string? text) => TextRepair.Repair(text);

    private void Receive() => batch.Received++;

    private void Reject((string Field, string Found, string Expected, string Rule) fault, string raw)
        => batch.Reject(new Reject(batch.Received, _line, fault.Field, fault.Found, fault.Expected, fault.Rule, raw));
}
