namespace Beejan.Functions.Lake;

/// <summary>How a raw blob was read: what was decided of it as a whole, by name, in the order it was decided. A function of its bytes and the rules.</summary>
internal sealed class FileReading : OrderedDictionary<string, string>
{
    /// <summary>The name under which stands what somebody should look at, though every record went its way.</summary>
    public const string Doubts = "doubts";

    public override string ToString() => string.Join(", ", this.Select(entry => $"{entry.Key}: {entry.Value}"));
}
