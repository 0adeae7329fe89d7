namespace Beejan.Functions.Lake;

/// <summary>A function was handed a blob that isn't its own. Retrying can't help, so it ends in the poison queue, where someone sees it.</summary>
internal sealed class WrongBlobException(string path, string expected)
    : Exception($"Found blob {path}, expected {expected}. Check the event subscription (or the path that was replayed) that names this function.");
