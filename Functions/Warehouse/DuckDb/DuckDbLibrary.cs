using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Warehouse.DuckDb;

/// <summary>Stops the start where DuckDB is chosen but its native library is not there, as in what is published to Azure.</summary>
internal sealed class DuckDbLibrary(Func<bool> isPresent) : IValidateOptions<WarehouseOptions>
{
    public ValidateOptionsResult Validate(string? name, WarehouseOptions options) =>
        options.Engine != WarehouseEngine.DuckDb || isPresent()
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{WarehouseOptions.Section}__{nameof(WarehouseOptions.Engine)} is {WarehouseEngine.DuckDb}, but this build holds no DuckDB library: "
                + "what is published to Azure leaves it out. Choose another engine, or run the local build.");

    public static bool IsPresent() =>
        NativeLibrary.TryLoad("duckdb", typeof(DuckDBDatabase).Assembly, searchPath: null, out _);
}
