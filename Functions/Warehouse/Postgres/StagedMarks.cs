namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>What stands beside the columns of staged rows: their keys, those of their days, and the marks.</summary>
internal sealed class StagedMarks
{
    private readonly StagedComplaintKey _complaint;
    private readonly StagedMemberKey[] _members;
    private readonly StagedDay _day;
    private readonly CopyFields _isSeveral = new();
    private readonly CopyFields _introduces = new();
    private readonly bool[] _marks = new bool[StagedFile.MostRows];

    /// <param name="seen">What is known of the file's rows.</param>
    /// <param name="source">Source that they belong to.</param>
    /// <param name="file">The file's columns.</param>
    public StagedMarks(SeenRows seen, string source, StagedFile file)
    {
        _complaint = new StagedComplaintKey(TextsOf(Staged.Complaint), seen.Several);
        _members = [.. Staged.Members.Select(key => new StagedMemberKey(TextsOf(key), seen.Members))];
        _day = new StagedDay(file.Find("opened_at"), seen.Years);
        Fields = [_complaint.Fields, .. _members.Select(key => key.Fields), _day.Fields, _isSeveral, _introduces];

        KeyTexts TextsOf(RowKey key) => new(key.Text, source, file.Find);
    }

    /// <summary>Those of the rows, in the order of <see cref="Staged.Names"/>.</summary>
    public CopyFields[] Fields { get; }

    /// <summary>Makes those of the rows that the columns hold.</summary>
    public void Read(int rows)
    {
        var marks = _marks.AsSpan(0, rows);
        _complaint.Read(marks);
        Write(marks, _isSeveral);

        marks.Clear();
        _day.Read(marks);
        foreach (var member in _members)
        {
            member.Read(marks);
        }

        Write(marks, _introduces);
    }

    private static void Write(ReadOnlySpan<bool> marks, CopyFields fields)
    {
        fields.Clear();
        foreach (var mark in marks)
        {
            fields.Add(mark);
        }
    }
}
