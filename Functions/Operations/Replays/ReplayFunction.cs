using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Replays;

/// <summary>On request: has a part of the lake replayed.</summary>
public sealed class ReplayFunction(ReplayDesk desk)
{
    [Function("Replay")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "replay")] HttpRequest request, CancellationToken cancellationToken)
        => desk.AcceptAsync(request, cancellationToken);
}
