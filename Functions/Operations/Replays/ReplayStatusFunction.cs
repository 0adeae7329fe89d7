using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Replays;

/// <summary>On request: how far a replay has come, as JSON.</summary>
public sealed class ReplayStatusFunction(ReplayDesk desk)
{
    [Function("ReplayStatus")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "replay/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
        => desk.TellAsync(id, cancellationToken);
}
