using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Beejan.Functions.Cleaning;
using Beejan.Functions.Lake;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.Forms;

/// <summary>Reads one extract, row group by row group, and decides of every row whether it is one of the clean file or a reject.</summary>
public sealed class FormsCleaner(CleanStage stage, IOptions<CleaningOptions> options)
{
    public Task RunAsync(BlobClient raw, CancellationToken cancellationToken) => stage.PublishAsync(ReadAsync(raw, cancellationToken), cancellationToken);

    /// <summary>Reads a blob and leaves the lake as it is.</summary>
    internal Task<CleanReading> ReadAsync(BlobClient raw, CancellationToken cancellationToken)
        => stage.ReadAsync(raw, FormsSource.Name, FormsSource.RuleVersion, rules => new FormsColumns(rules), ReadAsync, cancellationToken);

    private async Task ReadAsync(Stream bytes, CleanBatch<FormsColumns> batch, CancellationToken cancellationToken)
    {
        var rows = 1L;

        // Parquet's own checksums are optional and seldom there; the name has one of the whole file.
        if (!Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken)).StartsWith(batch.Raw.Hash, StringComparison.Ordinal))
        {
            throw new BadFileException("file", "bytes of another SHA-256 than the name says", "the bytes that IngestForms wrote", "forms.file");
        }

        try
        {
            await using var file = await ParquetFileReader.OpenAsync(bytes, cancellationToken);
            rows = file.Rows;
            var writer = new FormsRowWriter(new FormsRecord(file), options.Value.DefaultRegion, batch);
            while (await file.ReadRowGroupAsync(cancellationToken) is { } count)
            {
                for (; count > 0; count--)
                {
                    batch.Received++;
                    writer.WriteNext();
                    await batch.FlushIfFullAsync(cancellationToken);
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw new BadFileException("file", e.Message, "a Parquet file as IngestForms writes it, whole", "forms.file") { Records = Math.Max(rows, 1) };
        }
    }
}
