using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace Beejan.Functions.Sources.Sms.Providers;

/// <summary>The HTTP clients for the providers, one each: what is tried again, when, and when no more.</summary>
internal static class SmsHttp
{
    /// <summary>A client whose answers are read to their end, and made sure of, inside the attempt.</summary>
    public static IServiceCollection AddPageClient(this IServiceCollection services, SmsFormat format)
    {
        services.AddBodyClient(format).AddHttpMessageHandler(() => new SmsAnswerHandler(format));
        return services;
    }

    /// <summary>A client whose attempt ends where the body begins: for answers that are given once.</summary>
    public static IHttpClientBuilder AddBodyClient(this IServiceCollection services, SmsFormat format)
    {
        var client = services.AddHttpClient(format.Name, http => http.Timeout = Timeout.InfiniteTimeSpan) // each attempt has its own limit
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers(); // four lines for every page, when all is well
        client.AddResilienceHandler("retry", (pipeline, context) => Configure(pipeline, context.ServiceProvider.GetRequiredService<SmsPatience>())).SelectPipelineByAuthority();
        return client;
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, SmsPatience patience)
    {
        pipeline.TimeProvider = TimeProvider.System; // waiting is real, whatever the app's clock says
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = patience.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = patience.FirstDelay,
            MaxDelay = patience.LongestDelay,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is not BrokenCircuitException && MayPass(attempt.Outcome)),
            DelayGenerator = attempt => ValueTask.FromResult(RetryAfter(attempt.Outcome.Result, patience.LongestDelay)),
        });
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.8,
            MinimumThroughput = patience.FailuresToOpen,
            SamplingDuration = TimeSpan.FromMinutes(10), // an account's tries with their waits
            BreakDuration = patience.Open,
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests && MayPass(attempt.Outcome)), // 429 is about one account
        });
        pipeline.AddTimeout(patience.Attempt);
    }

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) => HttpClientResiliencePredicates.IsTransient(outcome) || outcome.Exception is BrokenPageException;

    // Not every provider promises the header; without it (null) the back-off decides.
    private static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeSpan longest)
    {
        var wish = response?.Headers.RetryAfter;
        var delay = wish?.Delta ?? (wish?.Date - TimeProvider.System.GetUtcNow());
        return delay is not { } wait ? null : wait > longest ? longest : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
