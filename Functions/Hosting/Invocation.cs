using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Beejan.Functions.Hosting;

/// <summary>What an invocation tells of itself: which function, at which stage of which source, on which blob.</summary>
/// <param name="Function">As in <c>CleanSms</c>.</param>
/// <param name="Id">The host's.</param>
/// <param name="Trigger"><c>timerTrigger</c>, <c>blobTrigger</c> or <c>httpTrigger</c>.</param>
/// <param name="Source">As in <c>sms</c>; empty for a function of no source.</param>
/// <param name="Stage"><c>Ingest</c>, <c>Receive</c>, <c>Clean</c>, <c>Load</c> or <c>Operations</c>.</param>
/// <param name="Path">The blob with its container; empty where there is none.</param>
/// <param name="IsLastTry">Whether nothing tries again when this one fails. Of a blob the host's queue alone knows.</param>
internal sealed partial record Invocation(string Function, string Id, string Trigger, string Source, string Stage, string Path, bool IsLastTry)
{
    public bool IsTimer => Trigger.Equals("timerTrigger", StringComparison.OrdinalIgnoreCase);

    public bool IsBlob => Trigger.Equals("blobTrigger", StringComparison.OrdinalIgnoreCase);

    public bool IsHttp => !IsTimer && !IsBlob;

    /// <param name="context">The worker's.</param>
    /// <param name="sources">The names of all sources.</param>
    public static Invocation Of(FunctionContext context, IEnumerable<string> sources)
    {
        var function = context.FunctionDefinition.Name;
        var name = Name().Match(function);
        var source = sources.FirstOrDefault(source => name.Success && source.Equals(name.Groups["source"].Value, StringComparison.OrdinalIgnoreCase));
        var kind = new Invocation(
            function,
            "",
            context.FunctionDefinition.InputBindings.Values.Select(binding => binding.Type).FirstOrDefault(type => type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase), ""),
            source ?? "",
            source is null ? "Operations" : name.Groups["stage"].Value,
            "",
            IsLastTry: true);
        return kind.Again(context);
    }

    /// <summary>Another invocation of the same function.</summary>
    public Invocation Again(FunctionContext context) => this with
    {
        Id = context.InvocationId,
        Path = context.BindingContext.BindingData.TryGetValue("BlobTrigger", out var path) ? path?.ToString() ?? "" : "",
        IsLastTry = context.RetryContext is not { } retry || retry.RetryCount >= retry.MaxRetryCount, // Microsoft's is null where nothing is tried again
    };

    [GeneratedRegex("^(?<stage>Ingest|Receive|Clean|Load)(?<source>[A-Za-z]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
