namespace Beejan.Functions.Lake;

/// <summary>Why something failed, as far as it decides what helps.</summary>
public enum FailureCause
{
    /// <summary>Storage, warehouse, provider or network: trying again helps, once it is back.</summary>
    BrokenWorld,

    /// <summary>What was delivered: trying again never helps.</summary>
    Data,

    /// <summary>Ourselves: trying again helps after a fix.</summary>
    Defect,
}
