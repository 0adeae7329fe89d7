namespace Beejan.Functions.Warehouse.Postgres;

/// <summary>Gives a new connection its password: asked each time, so that one that expires or is changed needs no restart.</summary>
internal delegate ValueTask<string> PasswordProvider(CancellationToken ct);
