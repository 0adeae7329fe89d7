using Beejan.Functions.Warehouse;

namespace Beejan.Functions.Operations.Status;

/// <summary>What <c>GET /api/status</c> answers to a program: every record and row since the beginning, and the summary that people see.</summary>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Sources">One entry for each source.</param>
/// <param name="Channels">What view mart.complaints_by_channel answers.</param>
/// <param name="Poison">Messages in queue webjobs-blobtrigger-poison: blobs that were given up on, over all sources.</param>
/// <param name="Summary">What the page shows.</param>
public sealed record PipelineStatus(DateTimeOffset At, IReadOnlyList<SourceStatus> Sources, IReadOnlyList<ChannelComplaints> Channels, int Poison, StatusSummary Summary);
