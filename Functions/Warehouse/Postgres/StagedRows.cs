using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>The rows of a clean file, with their keys and marks, in PostgreSQL's binary COPY format.</summary>
internal sealed class StagedRows
{
    // Signature, no flags, no extension.
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xff, 0xff];

    private readonly StagedFile _file;
    private readonly StagedMarks? _marks;
    private readonly CopyFields[] _fields;

    /// <param name="file">The file's columns.</param>
    /// <param name="marks">What to add to them; null: they are copied without keys.</param>
    public StagedRows(StagedFile file, StagedMarks? marks)
    {
        (_file, _marks) = (file, marks);
        _fields = [.. file.Fields, .. marks?.Fields ?? []];
    }

    public async Task WriteAsync(PipeWriter pipe, CancellationToken ct)
    {
        pipe.Write(Header);
        foreach (var rows in _file.Read())
        {
            _marks?.Read(rows);
            foreach (var fields in _fields)
            {
                fields.Rewind();
            }

            for (var row = 0; row < rows; row++)
            {
                WriteRow(pipe);
            }

            if ((await pipe.FlushAsync(ct)).IsCompleted)
            {
                return; // nobody takes the rest
            }
        }

        pipe.Write(End);
        await pipe.FlushAsync(ct);
    }

    private void WriteRow(PipeWriter pipe)
    {
        var length = sizeof(short);
        foreach (var fields in _fields)
        {
            fields.MoveNext();
            length += fields.Size;
        }

        var row = pipe.GetSpan(length + CopyFields.Slack);
        BinaryPrimitives.WriteInt16BigEndian(row, (short)_fields.Length);
        var rest = row[sizeof(short)..];
        foreach (var fields in _fields)
        {
            rest = fields.CopyTo(rest);
        }

        pipe.Advance(length);
    }
}
