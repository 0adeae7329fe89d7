namespace Beejan.Functions.Operations.Reconcile;

internal enum HealingOutcome
{
    Healed,

    /// <summary>It failed, and the next sweep tries again.</summary>
    Later,

    /// <summary>It failed, now or before, and trying again wouldn't help.</summary>
    Left,
}
