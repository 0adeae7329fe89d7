using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations;

/// <summary>On request: how every source stands, as JSON.</summary>
public sealed class StatusFunction(StatusReport report)
{
    [Function("Status")]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "status")] HttpRequest request, CancellationToken cancellationToken)
        => Results.Json(await report.ReadAsync(cancellationToken));
}
