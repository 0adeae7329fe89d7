using Beejan.Functions.Lake;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>The CRM's exports, dropped under <c>landing/calllogs/</c>.</summary>
public sealed class CallLogsLanding(LakeStore lake, IOptions<CallLogsOptions> options, TimeProvider clock, ILogger<CallLogsLanding> logger)
    : Landing(lake, clock, logger, CallLogsSource.Name, "csv", "text/csv", options.Value.SettleTime);
