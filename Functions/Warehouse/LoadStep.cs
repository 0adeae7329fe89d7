namespace Beejan.Functions.Warehouse;

/// <summary>A named statement of a load.</summary>
/// <param name="Name">Name, as tests and benches see it.</param>
/// <param name="Text">The statement.</param>
/// <param name="Unless">A query that says whether it is needless; null: it never is.</param>
internal sealed record LoadStep(string Name, string Text, string? Unless = null);
