namespace Beejan.Functions.Telemetry;

/// <summary>Commands as a mail gives them: to be pasted where APP is the app's address and KEY one of its keys (docs/runbook.md).</summary>
internal static class OperatorCommand
{
    /// <param name="path">As in <c>api/status</c>.</param>
    public static string Get(string path) => $"curl -sS \"$APP/{path}\" -H \"x-functions-key: $KEY\"";

    /// <param name="path">As in <c>api/replay</c>.</param>
    /// <param name="json">The body.</param>
    public static string Post(string path, string json) => $"curl -sS -X POST \"$APP/{path}\" -H \"x-functions-key: $KEY\" -H 'Content-Type: application/json' -d '{json}'";
}
