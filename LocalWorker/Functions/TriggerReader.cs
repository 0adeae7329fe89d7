using System.Reflection;
using LocalWorker.Blobs;
using LocalWorker.Hosting;
using LocalWorker.Http;
using LocalWorker.Storage;
using LocalWorker.Timers;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalWorker.Functions;

/// <summary>Makes triggers of attributes.</summary>
internal sealed class TriggerReader(SettingText text, StorageConnections connections, HostJson hostJson, bool aspNetCore)
{
    internal FunctionTrigger Read(string function, ParameterInfo parameter) => parameter.GetCustomAttribute<TriggerBindingAttribute>() switch
    {
        TimerTriggerAttribute timer => Timer(function, timer),
        HttpTriggerAttribute http => Http(function, http),
        BlobTriggerAttribute blob => Blob(function, blob),
        var other => throw StartRefusedException.Function(function, $"'{other!.GetType().Name}' is a trigger that doesn't run here; timers, HTTP and blobs do."),
    };

    private TimerBinding Timer(string function, TimerTriggerAttribute attribute)
    {
        connections.Get(StorageConnections.Host, function);
        var expression = text.Resolve(function, attribute.Schedule);
        var schedule = TimerSchedule.TryParse(expression)
            ?? throw StartRefusedException.Function(function, $"the schedule '{expression}' is not of six fields {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of week}}, or never comes.");
        return new TimerBinding(schedule, attribute.UseMonitor, attribute.RunOnStartup);
    }

    private HttpBinding Http(string function, HttpTriggerAttribute attribute)
    {
        if (!aspNetCore)
        {
            throw StartRefusedException.Function(function, "HTTP with ASP.NET Core types needs builder.ConfigureFunctionsWebApplication() in Program.cs.");
        }

        if (attribute.AuthLevel is AuthorizationLevel.User or AuthorizationLevel.System)
        {
            throw StartRefusedException.Function(function, $"the authorization level {attribute.AuthLevel} is not checked here; Anonymous, Function and Admin are.");
        }

        var route = text.Resolve(function, attribute.Route ?? function);
        try
        {
            return new HttpBinding(RoutePatternFactory.Parse($"{hostJson.RoutePrefix}/{route.TrimStart('/')}".TrimStart('/')), attribute.Methods ?? [], attribute.AuthLevel);
        }
        catch (RoutePatternException bad)
        {
            throw new StartRefusedException($"Function '{function}': the route '{route}' is none: {bad.Message}", bad);
        }
    }

    private BlobBinding Blob(string function, BlobTriggerAttribute attribute)
    {
        if (attribute.Source == BlobTriggerSource.EventGrid)
        {
            throw StartRefusedException.Function(function, "its blobs are announced by Event Grid, which doesn't exist locally; use BlobTriggerSource.LogsAndContainerScan here.");
        }

        connections.Get(StorageConnections.Host, function);
        var name = attribute.Connection is { Length: > 0 } given ? text.Resolve(function, given) : StorageConnections.Host;
        var path = text.Resolve(function, attribute.BlobPath);
        var pattern = BlobPattern.TryParse(path)
            ?? throw StartRefusedException.Function(function, $"the blob path '{path}' is not of the form container/name, where the name can hold {{parameters}}, each once.");
        return new BlobBinding(pattern, connections.Get(name, function));
    }
}
