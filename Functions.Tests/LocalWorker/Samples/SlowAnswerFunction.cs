using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Tests.LocalWorker.Samples;

public static class SlowAnswerFunction
{
    [Function("SlowAnswer")]
    public static async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return Results.Text(request.Method == "GET" ? "done" : "unexpected");
    }
}
