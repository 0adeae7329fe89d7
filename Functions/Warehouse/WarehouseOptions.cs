using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Warehouse;

/// <summary>Settings of the warehouse.</summary>
internal sealed class WarehouseOptions
{
    internal const string Section = "Warehouse";

    [EnumDataType(typeof(WarehouseEngine), ErrorMessage = Section + "__" + nameof(Engine) + " must be DuckDb.")]
    public WarehouseEngine Engine { get; init; } = WarehouseEngine.DuckDb;

    /// <summary>The database file, made when it is missing.</summary>
    [Required(ErrorMessage = Section + "__" + nameof(Path) + " is empty: it must name the DuckDB file of the warehouse.")]
    public string Path { get; init; } = "warehouse.duckdb";
}
