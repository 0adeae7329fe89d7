using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalWorker.Hosting;

/// <summary>Settings, logging and server as an app finds them before its first line.</summary>
internal static class WorkerDefaults
{
    private const string Prefix = "AZURE_FUNCTIONS_";

    // What the host accepts by default.
    private const long MaxRequestBytes = 100 * 1024 * 1024;

    internal static WebApplicationBuilder CreateBuilder(string[] args, FunctionSource source)
    {
        var settings = LocalSettings.Read(source.Folder);
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = source.Name,
            ContentRootPath = source.Folder,
            EnvironmentName = EnvironmentName(settings),
        });
        Configure(web.Configuration, settings, args);
        ConfigureLogging(web.Logging, web.Configuration);
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        web.Services.AddRouting();
        var validate = web.Environment.IsDevelopment();
        web.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (validate, validate));
        return web;
    }

    private static string EnvironmentName(IReadOnlyList<KeyValuePair<string, string?>> settings) =>
        Environment.GetEnvironmentVariable(Prefix + "ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? settings.FirstOrDefault(setting => setting.Key == Prefix + "ENVIRONMENT").Value
        ?? Environments.Development;

    private static void Configure(ConfigurationManager configuration, IReadOnlyList<KeyValuePair<string, string?>> settings, string[] args)
    {
        configuration.AddInMemoryCollection(settings
            .Where(setting => setting.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(setting => KeyValuePair.Create(setting.Key[Prefix.Length..], setting.Value)));
        configuration.AddEnvironmentVariables(Prefix);
        configuration.AddInMemoryCollection(settings);
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(args);
    }

    private static void ConfigureLogging(ILoggingBuilder logging, ConfigurationManager configuration)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
        });
    }
}
