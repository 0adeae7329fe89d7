namespace Beejan.Functions.Sources.Forms.Databases;

/// <summary>Nobody can say from where on the next walk must read so that no row is missed that is committed late.</summary>
internal sealed class LateCommitsException(string found, string advice)
    : Exception($"The database of the web forms: found {found}, expected to see when each open transaction began. Without that, rows that are committed late could be missed. {advice}");
