namespace Beejan.Functions.Warehouse;

/// <summary>A named statement of a load.</summary>
internal sealed record LoadStep(string Name, string Text);
