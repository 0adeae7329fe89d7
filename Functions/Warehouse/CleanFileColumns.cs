using Parquet;

namespace Beejan.Functions.Warehouse;

/// <summary>
/// Which columns of a source's table a clean file fills. A file cleaned by an older app lacks the newer ones, which stay
/// null; what a newer app added is not read.
/// </summary>
internal static class CleanFileColumns
{
    private static readonly string[] Required = [.. SourceTable.KeyColumns.Except(SourceTable.AddedColumns), "record_number", "channel"];

    /// <exception cref="InvalidDataException">The file lacks a column that no row can be without.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(CleanFile file, IReadOnlyList<string> wanted, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file.LocalPath);
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: ct);
        var held = reader.Schema.DataFields.Select(field => field.Name).ToHashSet();
        return Required.FirstOrDefault(column => !held.Contains(column)) is { } missing
            ? throw new InvalidDataException($"{file.Name} has no column {missing}; it has {string.Join(", ", held)}. Clean it again from {file.RawFile}.")
            : [.. wanted.Where(held.Contains)];
    }
}
