namespace Beejan.Functions.Telemetry.Events;

/// <summary>A function failed, and no try of it is left: a timer after its last retry, or a request. A blob that fails ends in poison.</summary>
public sealed record FunctionFailed(string Feed, string Summary, DateTimeOffset Since, long Rows, string Function, string Hint) : AlertEvent(Feed, Summary, Since, Rows)
{
    public override string Command => OperatorCommand.Get("api/status");

    public override string Runbook => "function-failures";
}
