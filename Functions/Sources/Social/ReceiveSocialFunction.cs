using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Sources.Social;

/// <summary>In real time: the webhooks of the social platforms. Open to all, because platforms can't send keys; the signature is the key.</summary>
public sealed class ReceiveSocialFunction(SocialIntake intake)
{
    [Function("ReceiveSocial")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "social/{platform}")] HttpRequest request, string platform, CancellationToken cancellationToken)
        => intake.AnswerAsync(request, platform, cancellationToken);
}
