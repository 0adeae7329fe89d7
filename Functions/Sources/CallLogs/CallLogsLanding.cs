using Beejan.Functions.Lake;
using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Sources.CallLogs;

/// <summary>The CRM's exports, dropped under <c>landing/calllogs/</c>.</summary>
public sealed class CallLogsLanding(LakeStore lake, ILogger<CallLogsLanding> logger) : Landing(lake, logger, CallLogsSource.Name, "csv", "text/csv");
