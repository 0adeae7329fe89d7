namespace Beejan.Functions.Warehouse;

/// <summary>The database does not have this app's schema. Trying again does not help; the message says what does.</summary>
public sealed class WarehouseSchemaException(string message) : Exception(message);
