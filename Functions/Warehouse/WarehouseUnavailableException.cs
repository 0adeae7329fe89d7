namespace Beejan.Functions.Warehouse;

/// <summary>The warehouse cannot be reached now. Trying again later may help.</summary>
public sealed class WarehouseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
