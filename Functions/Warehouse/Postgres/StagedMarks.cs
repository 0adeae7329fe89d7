namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>What stands behind the columns of a staged row: its keys, that of its day, and the marks.</summary>
/// <param name="seen">What is known of the rows before.</param>
/// <param name="columns">Gives a column's text in the current row.</param>
internal sealed class StagedMarks(SeenRows seen, Func<string, RowText> columns)
{
    private readonly StagedKey _complaint = new(Staged.Complaint.Text, columns);
    private readonly StagedKey[] _members = [.. Staged.Members.Select(key => new StagedKey(key.Text, columns))];
    private readonly StagedDay _day = new(columns("opened_at"), seen.Years);
    private readonly CopyFields _isAgain = new();
    private readonly CopyFields _introduces = new();

    /// <summary>In the order of <see cref="Staged.Names"/>.</summary>
    public IEnumerable<CopyFields> Fields => [_complaint.Fields, .. _members.Select(key => key.Fields), _day.Fields, _isAgain, _introduces];

    public void Clear(int rows)
    {
        foreach (var fields in Fields)
        {
            fields.Clear(rows);
        }
    }

    /// <summary>Adds those of the current row.</summary>
    public void AddNext()
    {
        _isAgain.Add(seen.Complaints.Add(_complaint.AddNext()));
        var introduces = _day.AddNext();
        foreach (var member in _members)
        {
            introduces |= member.AddNext(seen.Members);
        }

        _introduces.Add(introduces);
    }
}
