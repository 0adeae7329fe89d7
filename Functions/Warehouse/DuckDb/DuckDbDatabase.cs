using DuckDB.NET.Data;

namespace Beejan.Functions.Warehouse.DuckDb;

/// <summary>
/// The database file, opened when first asked for and then held: while one connection is open, others of this process
/// open at once and see each other's commits.
/// </summary>
internal sealed class DuckDbDatabase(string path) : IDisposable
{
    private readonly Lock _opening = new();
    private readonly string _path = Path.GetFullPath(path);
    private DuckDBConnection? _held;
    private bool _isDisposed;

    public DuckDBConnection Connect()
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _held ??= Open();
            return Open();
        }
    }

    public void Dispose()
    {
        lock (_opening)
        {
            _isDisposed = true;
            _held?.Dispose();
            _held = null;
        }
    }

    private DuckDBConnection Open()
    {
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = _path }.ToString());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            connection.Open();
            connection.Execute("SET TimeZone = 'UTC'", CancellationToken.None);
            connection.Execute("SET preserve_insertion_order = false", CancellationToken.None);
            return connection;
        }
        catch (Exception cause) when (cause is DuckDBException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new WarehouseUnavailableException(Explain(cause), cause);
        }
    }

    private string Explain(Exception cause) =>
        cause.Message.Contains("lock", StringComparison.OrdinalIgnoreCase)
            ? $"The warehouse file {_path} is open in another process, and DuckDB admits one at a time. "
                + $"Ask the app that runs (GET /api/status), or stop it, or name another file in {WarehouseOptions.Section}__{nameof(WarehouseOptions.Path)}. DuckDB says: {cause.Message}"
            : $"The warehouse file {_path} cannot be opened. Make its folder writable, or name another file in "
                + $"{WarehouseOptions.Section}__{nameof(WarehouseOptions.Path)}. DuckDB says: {cause.Message}";
}
