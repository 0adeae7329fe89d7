using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>
/// The texts that some rows' keys are the hashes of. Rows are gone through once for each step, here and where keys are made of
/// them, so that what the processor has to fetch from afar for one row it fetches for many at once.
/// </summary>
internal sealed class KeyTexts
{
    private readonly List<CopyFields> _columns = [];
    private readonly Func<List<byte>, bool> _append;
    private readonly List<byte> _texts = [];
    private readonly (int Start, int End)[] _places = new (int, int)[StagedFile.MostRows];
    private readonly UInt128[] _hashes = new UInt128[StagedFile.MostRows];
    private int _rows;

    /// <param name="part">What the texts are.</param>
    /// <param name="source">Source that the rows belong to.</param>
    /// <param name="columns">Gives a column of theirs; none where a file that an older app cleaned lacks it.</param>
    public KeyTexts(KeyPart part, string source, Func<string, CopyFields?> columns)
    {
        var words = Encoding.UTF8.GetBytes(source);
        _append = part.Bind(TextOf);

        RowText TextOf(string name)
        {
            if (name == "this_load.source")
            {
                return () => words;
            }

            if (columns(name) is not { } column)
            {
                return () => [];
            }

            if (!_columns.Contains(column))
            {
                _columns.Add(column);
            }

            return () => column.Value;
        }
    }

    /// <summary>The text of a row; empty where it has none.</summary>
    public ReadOnlySpan<byte> this[int row] => CollectionsMarshal.AsSpan(_texts)[_places[row].Start.._places[row].End];

    /// <summary>What each row's text is found by; of the same texts the same, in every process.</summary>
    public ReadOnlySpan<UInt128> Hashes => _hashes.AsSpan(0, _rows);

    /// <summary>Takes the texts of the rows that the columns hold.</summary>
    public void Read(int rows)
    {
        _rows = rows;
        _texts.Clear();
        _columns.ForEach(column => column.Rewind());
        for (var row = 0; row < rows; row++)
        {
            foreach (var column in _columns)
            {
                column.MoveNext();
            }

            var start = _texts.Count;
            _places[row] = _append(_texts) ? (start, _texts.Count) : default;
        }

        for (var row = 0; row < rows; row++)
        {
            _hashes[row] = XxHash128.HashToUInt128(this[row]);
        }
    }
}
