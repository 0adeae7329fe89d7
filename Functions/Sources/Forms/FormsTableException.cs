namespace Beejan.Functions.Sources.Forms;

/// <summary>The table is not what its contract says, so nothing of it can be read: somebody has to change it, or a setting.</summary>
internal sealed class FormsTableException(string table, string found, string expected, string advice)
    : Exception($"Table {table} of the web forms: found {found}, expected {expected}. {advice}");
