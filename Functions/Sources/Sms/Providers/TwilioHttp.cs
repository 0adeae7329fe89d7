using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The HTTP client for Twilio: what is tried again, and when.</summary>
internal static class TwilioHttp
{
    public const string Client = "twilio";

    public static IServiceCollection AddTwilio(this IServiceCollection services)
    {
        services.AddSingleton(TwilioPatience.Default);
        var client = services.AddHttpClient(Client, http => http.Timeout = Timeout.InfiniteTimeSpan) // each attempt has its own limit
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers(); // four lines for every page, when all is well
        client.AddResilienceHandler("retry", (pipeline, context) => Configure(pipeline, context.ServiceProvider.GetRequiredService<TwilioPatience>()));
        client.AddHttpMessageHandler(() => new TwilioAnswerHandler());
        return services.AddSingleton<TwilioClient>().AddSingleton<TwilioInbox>();
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TwilioPatience patience)
    {
        pipeline.TimeProvider = TimeProvider.System; // waiting is real, whatever the app's clock says
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = patience.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = patience.FirstDelay,
            MaxDelay = patience.LongestDelay,
            ShouldHandle = attempt => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(attempt.Outcome) || attempt.Outcome.Exception is BrokenPageException),
            DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result, patience.LongestDelay)),
        });
        pipeline.AddTimeout(patience.Attempt);
    }

    // Twilio doesn't promise the header; without it (null) the back-off decides.
    private static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeSpan longest)
    {
        var wish = response?.Headers.RetryAfter;
        var delay = wish?.Delta ?? (wish?.Date - TimeProvider.System.GetUtcNow());
        return delay is not { } wait ? null : wait > longest ? longest : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
