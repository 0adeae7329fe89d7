namespace Beejan.Functions.Lake.Columns;

/// <summary>A column in two buffers: one is filled while the other, set aside, is read and written.</summary>
internal abstract class BufferedColumn<TBuffer>(string name, bool isRequired) : Column(name, isRequired)
    where TBuffer : ColumnBuffer, new()
{
    private TBuffer? _closed;

    public sealed override int Count => Filling.Count;

    public sealed override TBuffer Closed => _closed ?? throw new InvalidOperationException($"Nothing of column {Name} was set aside.");

    protected TBuffer Filling { get; private set; } = new();

    public sealed override void AppendNull()
    {
        if (IsRequired)
        {
            throw new InvalidOperationException($"Column {Name} got no value in a row that was not rejected.");
        }

        Filling.AppendNull();
    }

    public sealed override void Close()
    {
        // The second buffers of all columns are made together, and lie apart from the first: what two threads use at once
        // must not be neighbours in memory, or each waits for the other's cache.
        var next = _closed ?? new TBuffer();
        next.Clear();
        (_closed, Filling) = (Filling, next);
    }
}
