namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>What stands beside the columns of a staged row: its keys, that of its day, and the marks.</summary>
internal sealed class StagedMarks
{
    private readonly SeenRows _seen;
    private readonly StagedKey _complaint;
    private readonly StagedKey[] _members;
    private readonly StagedDay _day;
    private readonly CopyFields _isAgain = new();
    private readonly CopyFields _introduces = new();

    /// <param name="seen">What is known of the rows before.</param>
    /// <param name="columns">Gives a column's text in the current row.</param>
    public StagedMarks(SeenRows seen, Func<string, RowText> columns)
    {
        _seen = seen;
        _complaint = new StagedKey(Staged.Complaint.Text, columns);
        _members = [.. Staged.Members.Select(key => new StagedKey(key.Text, columns))];
        _day = new StagedDay(columns("opened_at"), seen.Years);
        Fields = [_complaint.Fields, .. _members.Select(key => key.Fields), _day.Fields, _isAgain, _introduces];
    }

    /// <summary>Those of the current row, in the order of <see cref="Staged.Names"/>.</summary>
    public CopyFields[] Fields { get; }

    public void MoveNext()
    {
        foreach (var fields in Fields)
        {
            fields.Clear();
        }

        AddNext();
        foreach (var fields in Fields)
        {
            fields.MoveNext();
        }
    }

    private void AddNext()
    {
        _isAgain.Add(_seen.Complaints.Add(_complaint.AddNext()));
        var introduces = _day.AddNext();
        foreach (var member in _members)
        {
            introduces |= member.AddNext(_seen.Members);
        }

        _introduces.Add(introduces);
    }
}
