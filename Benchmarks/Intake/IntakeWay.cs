namespace Beejan.Benchmarks.Intake;

/// <summary>What becomes of a delivery before it is answered with 200.</summary>
internal enum IntakeWay
{
    /// <summary>Nothing: the app's own Kestrel with an empty handler.</summary>
    Empty,

    /// <summary>The same Kestrel; the signature is checked over the bytes.</summary>
    Signature,

    /// <summary>The app: function, middleware, signature, and then it is in Azurite.</summary>
    Durable,

    /// <summary>The same without group commit: each delivery is a blob.</summary>
    Alone,
}
