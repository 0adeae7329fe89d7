namespace LocalWorker.Hosting;

/// <summary>There when the app called ConfigureFunctionsWebApplication; HTTP functions with ASP.NET Core types need it in Azure.</summary>
internal sealed class AspNetCoreIntegration;
