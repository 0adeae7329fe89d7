namespace Beejan.Functions.Warehouse;

/// <summary>Engines that a warehouse can run on.</summary>
internal enum WarehouseEngine
{
    /// <summary>Embedded; one process at a time, no server.</summary>
    DuckDb,

    /// <summary>A PostgreSQL server, 14 or newer.</summary>
    Postgres,
}
