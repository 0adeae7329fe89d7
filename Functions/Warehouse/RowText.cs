namespace Beejan.Functions.Warehouse;

/// <summary>A column's text in the row that is being read, in UTF-8; empty for none.</summary>
internal delegate ReadOnlySpan<byte> RowText();
