using System.Collections.Frozen;
using Beejan.Functions.Cleaning;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Turns rows of the table into rows and rejects.</summary>
internal sealed class FormsRowWriter(FormsRecord record, string defaultRegion, CleanBatch<FormsColumns> batch)
{
    private static readonly FrozenSet<string> Resolved = FrozenSet.ToFrozenSet(["resolved", "closed", "solved", "done"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Yes = FrozenSet.ToFrozenSet(["true", "t", "yes", "y", "1"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> No = FrozenSet.ToFrozenSet(["", "false", "f", "no", "n", "0"], StringComparer.OrdinalIgnoreCase);

    private readonly FormsColumns _row = batch.Columns;
    private readonly LocalTime _zone = new(record.TimeZone);

    public void WriteNext()
    {
        record.MoveNext();
        var id = record[FormsField.Id];
        if (!SourceKey.IsValid(id))
        {
            Reject("id", id, SourceKey.Expected, "forms.id");
            return;
        }

        var changed = record[FormsField.UpdatedAt];
        changed = changed.IsEmpty ? record[FormsField.CreatedAt] : changed;
        if (!ReadTime(changed, out var flag, out var changedAt, isNeeded: true))
        {
            Reject("updated_at", changed, "a time in ISO 8601 from 1880 to 2199", "forms.updated_at");
            return;
        }

        var isRemoved = Yes.Contains(IsDeleted) || !record[FormsField.DeletedAt].IsEmpty;
        if (batch.TryBeginRow(record.Table, id, changedAt!.Value, isRemoved ? ChangeRank.Remove : ChangeRank.Add, batch.Received))
        {
            Flag("changed_at", flag);
            Append(isRemoved);
            _row.EndRow();
        }
    }

    private string IsDeleted => record[FormsField.IsDeleted].Trim().ToString();

    private void Append(bool isRemoved)
    {
        if (!Yes.Contains(IsDeleted) && !No.Contains(IsDeleted))
        {
            _row.Flag("is_deleted_unreadable");
        }

        _row.Channel.Append("web");
        _row.OpenedAt.Append(Time(FormsField.CreatedAt, "opened_at"));
        _row.ResolvedAt.Append(Time(FormsField.ResolvedAt, "resolved_at"));
        var status = Text(FormsField.Status);
        _row.Status.Append(status);
        _row.IsResolved.Append(status.IsEmpty ? null : Resolved.Contains(status.ToString()));

        // A removed text must not live on in the clean lake by the very row that removes it.
        _row.Text.Append(isRemoved ? [] : Text(FormsField.Message));
        _row.Category.Append(Text(FormsField.Category));
        _row.CustomerName.Append(Text(FormsField.CustomerName));
        _row.AppendPhone(record[FormsField.CustomerPhone], defaultRegion);
        _row.AppendEmail(record[FormsField.CustomerEmail]);
        _row.City.Append(Text(FormsField.City));
        _row.Region.Append(Text(FormsField.Region));
        _row.Postcode.Append(Text(FormsField.Postcode));
        _row.Country.Append(Text(FormsField.Country));
        _row.Form.Append(Text(FormsField.Form));
    }

    private ReadOnlySpan<char> Text(FormsField field) => TextRepair.Repair(record[field]);

    private DateTime? Time(FormsField field, string name)
    {
        if (record[field].IsEmpty)
        {
            return null;
        }

        ReadTime(record[field], out var flag, out var utc, isNeeded: false);
        Flag(name, flag);
        return utc;
    }

    /// <returns>False when there is no such instant, and none may stand in for it.</returns>
    private bool ReadTime(ReadOnlySpan<char> text, out string flag, out DateTime? utc, bool isNeeded)
    {
        flag = "";
        utc = null;
        if (Rfc3339.TryParse(text, out var instant))
        {
            utc = instant;
            return true;
        }

        if (!IsoTime.TryReadLocal(text, out var local))
        {
            flag = "unreadable";
            return false;
        }

        var reading = _zone.ToUtc(local, out utc);
        flag = reading == TimeReading.Read ? "" : reading.ToString().ToLowerInvariant();
        if (reading == TimeReading.Nonexistent && isNeeded)
        {
            utc = _zone.ToUtcOverGaps(local); // without a time the row would have no place among its versions
        }

        return utc is not null;
    }

    private void Flag(string name, string flag)
    {
        if (flag.Length > 0)
        {
            _row.Flag($"{name}_{flag}");
        }
    }

    private void Reject(string field, ReadOnlySpan<char> found, string expected, string rule)
        => batch.Reject(new Reject(batch.Received, batch.Received, field, found.IsWhiteSpace() ? "nothing" : found.ToString(), expected, rule, record.Show()));
}
