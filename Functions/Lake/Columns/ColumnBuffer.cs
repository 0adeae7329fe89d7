using System.Buffers;
using ParquetSharp;

namespace Beejan.Functions.Lake.Columns;

/// <summary>What one column holds of one row group: filled, set aside, and then read and written by whatever thread.</summary>
internal abstract class ColumnBuffer
{
    private short[] _levels = []; // as Parquet calls them: 0 for null, 1 for a value

    /// <summary>Values, nulls included.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no two rows differ: all null, or all the same.</summary>
    public bool IsUniform => !_levels.AsSpan(0, Count).ContainsAnyExcept((short)0) || (!_levels.AsSpan(0, Count).Contains((short)0) && AreValuesEqual);

    public bool IsNull(int row) => _levels[row] == 0;

    public void AppendNull() => Note(0);

    public virtual void Clear() => Count = 0;

    /// <summary>Adds a row's value to what the row's hash is made of; null and empty differ.</summary>
    /// <param name="to">Where it is added.</param>
    /// <param name="row">The row, from 0; each row once, in order.</param>
    /// <param name="value">The reader's place among the values that are not null: 0 before the first row.</param>
    public abstract void AddTo(ArrayBufferWriter<byte> to, int row, ref int value);

    public abstract void Write(ColumnWriter writer, bool isRequired);

    /// <summary>Of those that are not null, and of one at least.</summary>
    protected abstract bool AreValuesEqual { get; }

    /// <summary>Counts a value that was appended.</summary>
    protected void NoteValue() => Note(1);

    /// <summary>None where nothing can be null.</summary>
    protected ReadOnlySpan<short> Levels(bool isRequired) => isRequired ? [] : _levels.AsSpan(0, Count);

    private void Note(short level)
    {
        if (Count == _levels.Length)
        {
            Array.Resize(ref _levels, Math.Max(256, _levels.Length * 2));
        }

        _levels[Count++] = level;
    }
}
