using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Operations.Health;

/// <summary>On request: whether all is well. Open to all, because availability tests send no keys; so it says hardly more than that.</summary>
public sealed class HealthFunction(HealthReport report)
{
    [Function("Health")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
        => report.AnswerAsync(cancellationToken);
}
