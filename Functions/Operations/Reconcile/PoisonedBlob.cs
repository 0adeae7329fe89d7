namespace Beejan.Functions.Operations.Reconcile;

/// <summary>A message of the poison queue, with what it takes to delete it.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Id">Of the message.</param>
/// <param name="Receipt">Good until somebody else takes the message.</param>
/// <param name="At">When the host gave up.</param>
internal sealed record PoisonedBlob(PoisonMessage Message, string Id, string Receipt, DateTimeOffset At);
