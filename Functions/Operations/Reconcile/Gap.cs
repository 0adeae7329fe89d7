namespace Beejan.Functions.Operations.Reconcile;

/// <summary>A blob that its next stage has not taken.</summary>
/// <param name="Name">Without its container.</param>
/// <param name="Since">When it was ready to be taken.</param>
internal sealed record Gap(string Name, DateTimeOffset Since);
