using System.ComponentModel.DataAnnotations;

namespace Beejan.Functions.Operations.Status;

/// <summary>Settings of the status page.</summary>
public sealed class StatusOptions
{
    public const string Section = "Status";

    /// <summary>The resource id of the Application Insights that telemetry goes to, for links to it: <c>/subscriptions/…/components/…</c>. Empty: no links.</summary>
    [RegularExpression("/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[Mm]icrosoft.[Ii]nsights/components/[^/]+", ErrorMessage = "Status__ApplicationInsights is no resource id: expected /subscriptions/…/resourceGroups/…/providers/Microsoft.Insights/components/….")]
    public string ApplicationInsights { get; init; } = "";
}
