using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Status;

/// <summary>On request: how every source stands, as a page or as JSON.</summary>
public sealed class StatusFunction(StatusAnswer status)
{
    [Function("Status")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest request, CancellationToken cancellationToken)
        => status.AnswerAsync(request, cancellationToken);
}
