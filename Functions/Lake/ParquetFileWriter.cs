using Beejan.Functions.Lake.Columns;
using ParquetSharp;
using ParquetSharp.Schema;
using Column = Beejan.Functions.Lake.Columns.Column;

namespace Beejan.Functions.Lake;

/// <summary>Writes one Parquet file, row group by row group: the same rows and metadata give the same bytes.</summary>
internal sealed class ParquetFileWriter : IAsyncDisposable
{
    private readonly ColumnSet _columns;
    private readonly IReadOnlyDictionary<string, string> _metadata;
    private readonly TempFile _file;
    private ParquetSharp.ParquetFileWriter? _writer;
    private Task _writing = Task.CompletedTask;

    /// <param name="columns">What it holds.</param>
    /// <param name="metadata">What it says of itself.</param>
    /// <param name="bytes">About how long it will be; more than that it may be.</param>
    public ParquetFileWriter(ColumnSet columns, IReadOnlyDictionary<string, string> metadata, long bytes = long.MaxValue)
    {
        (_columns, _metadata) = (columns, metadata);
        _file = TempFile.CreateFor(".parquet", bytes);
    }

    /// <summary>Rows that stand in the file: counted here, so that whoever fills it and loses one is found out.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins to write the rows that the columns hold; meanwhile these are filled again.</summary>
    public async Task WriteRowGroupAsync()
    {
        if (_columns.Rows == 0)
        {
            return;
        }

        await _writing; // one at a time, and what kept it from being written
        Rows += _columns.Rows;
        _columns.Close();
        _writing = Task.Run(Write);
    }

    /// <summary>Writes the footer.</summary>
    public async Task<TempFile> CompleteAsync()
    {
        await _writing;
        if (_writer is null)
        {
            _columns.Close(); // no row came
            _columns.Derive();
            _writer = Open();
        }

        _writer.Close();
        return _file;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(_writing); // who disposes of it unwritten has another failure to tell of
        _writer?.Dispose();
        await _file.DisposeAsync();
    }

    private ParquetSharp.ParquetFileWriter Open()
    {
        using var properties = Properties();
        using var schema = Schema(_columns);
        return new ParquetSharp.ParquetFileWriter(_file.Stream, schema, properties, _metadata, leaveOpen: true);
    }

    private void Write()
    {
        _columns.Derive();
        _writer ??= Open();
        using var rowGroup = _writer.AppendRowGroup();
        foreach (var column in _columns.Columns)
        {
            using var columnWriter = rowGroup.NextColumn();
            column.Closed.Write(columnWriter, column.IsRequired);
        }
    }

    // Decided by the first row group. Of a page of messages, most columns are empty or say the same in every row, and the rest
    // of it is written in less time than it takes to begin to compress what is next to nothing.
    private WriterProperties Properties()
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Compression(Compression.Zstd);
        foreach (var column in _columns.Columns)
        {
            if (!column.HasOrder)
            {
                builder.DisableStatistics(column.Name);
            }

            if (!column.Repeats)
            {
                builder.DisableDictionary(column.Name);
            }

            if (column.Closed.IsUniform)
            {
                builder.Compression(column.Name, Compression.Uncompressed);
            }
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
