using Beejan.Functions.Lake.Columns;
using ParquetSharp;
using ParquetSharp.Schema;
using Column = Beejan.Functions.Lake.Columns.Column;

namespace Beejan.Functions.Lake;

/// <summary>Writes one Parquet file, row group by row group: the same rows and metadata give the same bytes.</summary>
internal sealed class ParquetFileWriter : IAsyncDisposable
{
    private readonly TempFile _file;
    private readonly ParquetSharp.ParquetFileWriter _writer;
    private Task _writing = Task.CompletedTask;

    /// <param name="columns">What it holds.</param>
    /// <param name="metadata">What it says of itself.</param>
    /// <param name="bytes">About how long it will be; more than that it may be.</param>
    public ParquetFileWriter(ColumnSet columns, IReadOnlyDictionary<string, string> metadata, long bytes = long.MaxValue)
    {
        _file = TempFile.CreateFor(".parquet", bytes);
        using var properties = Properties(columns);
        using var schema = Schema(columns);
        _writer = new ParquetSharp.ParquetFileWriter(_file.Stream, schema, properties, metadata, leaveOpen: true);
    }

    /// <summary>Rows that stand in the file: counted here, so that whoever fills it and loses one is found out.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins to write the rows; meanwhile the columns are filled again.</summary>
    public async Task WriteRowGroupAsync(ColumnSet columns)
    {
        if (columns.Rows == 0)
        {
            return;
        }

        await _writing; // one at a time, and what kept it from being written
        Rows += columns.Rows;
        columns.Close();
        _writing = Task.Run(() => Write(columns.Columns));
    }

    /// <summary>Writes the footer.</summary>
    public async Task<TempFile> CompleteAsync()
    {
        await _writing;
        _writer.Close();
        return _file;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(_writing); // who disposes of it unwritten has another failure to tell of
        _writer.Dispose();
        await _file.DisposeAsync();
    }

    private void Write(IReadOnlyList<Column> columns)
    {
        using var rowGroup = _writer.AppendRowGroup();
        foreach (var column in columns)
        {
            using var writer = rowGroup.NextColumn();
            column.Write(writer);
        }
    }

    private static WriterProperties Properties(ColumnSet columns)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd);
        foreach (var column in columns.Columns.Where(column => !column.HasOrder))
        {
            builder.DisableStatistics(column.Name);
        }

        return builder.Build();
    }

    private static GroupNode Schema(ColumnSet columns)
    {
        var nodes = columns.Columns.Select(Node).ToList();
        try
        {
            return new GroupNode("schema", Repetition.Required, nodes);
        }
        finally
        {
            nodes.ForEach(node => node.Dispose());
        }
    }

    private static PrimitiveNode Node(Column column)
    {
        using var meaning = column.LogicalType;
        return new PrimitiveNode(column.Name, column.IsRequired ? Repetition.Required : Repetition.Optional, meaning, column.PhysicalType);
    }
}
