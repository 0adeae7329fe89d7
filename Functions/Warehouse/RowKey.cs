namespace Beejan.Functions.Warehouse;

/// <summary>A key that the table staged holds of each row, beside the columns of the clean file.</summary>
/// <param name="Name">Name of its column, a UUID; null where the row has none.</param>
/// <param name="Text">The text that it is the MD5 of.</param>
internal sealed record RowKey(string Name, KeyPart Text);
