namespace LocalWorker.Hosting;

/// <summary>There when the app called ConfigureFunctionsApplicationInsights.</summary>
/// <param name="WasAdded">Whether Application Insights itself had been added by then.</param>
internal sealed record ApplicationInsightsWish(bool WasAdded);
