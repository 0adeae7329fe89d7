using System.IO.Pipelines;
using Npgsql;
using ParquetSharp;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>Copies a clean file into the table staged: rows are made while those before them are on their way.</summary>
internal static class StagedCopy
{
    // What may be on its way keeps the server busy while rows are made.
    private static readonly PipeOptions OnItsWay = new(pauseWriterThreshold: 16 << 20, resumeWriterThreshold: 8 << 20, minimumSegmentSize: 64 << 10, useSynchronizationContext: false);

    /// <param name="connection">In the transaction of the load, which made the table.</param>
    /// <param name="file">The clean file.</param>
    /// <param name="columns">Names to take, in the file as in the table.</param>
    /// <param name="areKeyed">Whether to add what <see cref="Staged.Names"/> names.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidDataException">The file has a column in a type that does not fit.</exception>
    public static async Task RunAsync(
        NpgsqlConnection connection, CleanFile file, IReadOnlyList<string> columns, bool areKeyed, CancellationToken ct)
    {
        using var reader = new ParquetFileReader(file.LocalPath);
        var staged = new StagedFile(reader, columns);
        var marks = areKeyed ? new StagedMarks(SeenRows.Begin(file.Source, reader), file.Source, staged) : null;
        var rows = new StagedRows(staged, marks);
        var names = string.Join(", ", areKeyed ? columns.Concat(Staged.Names) : columns);

        // Rows that are frozen are not written once more when they are first read.
        await using var server = await connection.BeginRawBinaryCopyAsync($"COPY staged ({names}) FROM STDIN (FORMAT BINARY, FREEZE)", ct);
        var pipe = new Pipe(OnItsWay);
        var writing = Task.Run(() => WriteAsync(rows, pipe.Writer, ct), CancellationToken.None);
        try
        {
            await pipe.Reader.CopyToAsync(server, ct);
        }
        catch
        {
            await server.CancelAsync();
            throw;
        }
        finally
        {
            await pipe.Reader.CompleteAsync(); // lets a writer go that waits for room
            await writing;
        }
    }

    private static async Task WriteAsync(StagedRows rows, PipeWriter pipe, CancellationToken ct)
    {
        try
        {
            await rows.WriteAsync(pipe, ct);
            await pipe.CompleteAsync();
        }
        catch (Exception e)
        {
            await pipe.CompleteAsync(e); // who reads throws it
        }
    }
}
