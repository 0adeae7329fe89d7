namespace Beejan.Functions.Sources.Social.Platforms;

/// <summary>What came of checking a delivery's signature.</summary>
internal enum SignatureVerdict
{
    Valid,
    Missing,

    /// <summary>The header is not of the platform's form.</summary>
    Malformed,

    Mismatch,

    /// <summary>Signed rightly and too long ago, or for the future: somebody sends an old delivery again.</summary>
    OutOfTime,
}
