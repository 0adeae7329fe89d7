using Npgsql;
using Parquet;

namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>Copies a clean file into the table staged, a row group at a time, in PostgreSQL's binary format.</summary>
internal static class StagedCopy
{
    /// <param name="connection">In the transaction of the load.</param>
    /// <param name="file">The clean file.</param>
    /// <param name="columns">Names to take, in the file as in the table.</param>
    /// <param name="ct">Ends it between two row groups.</param>
    /// <exception cref="InvalidDataException">The file has a column in a type that does not fit.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, CleanFile file, IReadOnlyList<string> columns, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file.LocalPath);
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: ct);
        var fields = reader.Schema.DataFields.ToDictionary(field => field.Name);
        var copied = columns.Select(name => StagedColumn.Of(fields[name])).ToList();

        await using var import = await connection.BeginBinaryImportAsync($"COPY staged ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", ct);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var rowGroup = reader.OpenRowGroupReader(i);
            foreach (var column in copied)
            {
                await column.ReadAsync(rowGroup, ct);
            }

            ct.ThrowIfCancellationRequested();
            WriteRows(import, copied, rowGroup.RowCount);
        }

        await import.CompleteAsync(ct);
    }

    private static void WriteRows(NpgsqlBinaryImporter import, List<StagedColumn> columns, long rows)
    {
        for (var row = 0L; row < rows; row++)
        {
            import.StartRow();
            foreach (var column in columns)
            {
                column.WriteNext(import);
            }
        }
    }
}
