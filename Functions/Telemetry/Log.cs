using Microsoft.Extensions.Logging;

namespace Beejan.Functions.Telemetry;

/// <summary>
/// Everything the app says in its logs, in one place. No customer data: paths, counts, rule names. Ids are fixed, a
/// message's wording is not.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Ingested {RawPath} of {Source} ({Bytes} bytes).")]
    public static partial void Ingested(ILogger logger, string source, string rawPath, long bytes);

    [LoggerMessage(101, LogLevel.Information, "Accepted {Deliveries} deliveries from {Platform} as {RawPath} ({Bytes} bytes).")]
    public static partial void Accepted(ILogger logger, int deliveries, string platform, string rawPath, long bytes);

    [LoggerMessage(102, LogLevel.Warning, "Refused a delivery for {Platform}: signature {Verdict}. Check the secret in Social__{Platform} against the platform's own settings.")]
    public static partial void SignatureRefused(ILogger logger, string platform, string verdict);

    [LoggerMessage(103, LogLevel.Warning, "Refused a delivery for {Platform}: larger than {Limit} bytes (Social__MaxBodyBytes).")]
    public static partial void BodyTooLarge(ILogger logger, string platform, int limit);

    [LoggerMessage(104, LogLevel.Warning, "Refused a delivery for {Platform}: signed rightly, but nested deeper than {Limit} (Social__MaxDepth).")]
    public static partial void BodyTooDeep(ILogger logger, string platform, int limit);

    [LoggerMessage(105, LogLevel.Warning, "Refused a delivery for {Platform}: its content-encoding is not gzip.")]
    public static partial void CodingRefused(ILogger logger, string platform);

    [LoggerMessage(106, LogLevel.Information, "{Files} files of {Source} changed within {SettleTime}: they are left to the next run.")]
    public static partial void StillWritten(ILogger logger, string source, int files, TimeSpan settleTime);

    [LoggerMessage(110, LogLevel.Information, "Fetched {Source} of account {Account} since {Floor:u}: {Pages} pages, {New} of them new.")]
    public static partial void Fetched(ILogger logger, string source, string account, int pages, int @new, DateTimeOffset floor);

    [LoggerMessage(111, LogLevel.Information, "Emptied the {Source} inbox of account {Account}: {Messages} messages in {Pages} pages.")]
    public static partial void Emptied(ILogger logger, string source, string account, int messages, int pages);

    [LoggerMessage(120, LogLevel.Information, "Extracted {Rows} rows of {Table} as {RawPath} ({Bytes} bytes).")]
    public static partial void Extracted(ILogger logger, long rows, string table, string rawPath, long bytes);

    [LoggerMessage(121, LogLevel.Warning, "{Rows} rows of {Table} have neither an updated_at nor a created_at that can be ordered, so that none of them is ever read: fill one of them in.")]
    public static partial void RowsWithoutTime(ILogger logger, long rows, string table);

    [LoggerMessage(122, LogLevel.Warning, "SchemaDrift: column {Column} of {Table} was {Was} and is {Is}. Rows are read on; a field whose column has gone is empty.", EventName = "SchemaDrift")]
    public static partial void SchemaDrift(ILogger logger, string table, string column, string was, string @is);

    [LoggerMessage(123, LogLevel.Warning, "Every walk through {Table} begins {Age} back, because a transaction has been open or prepared for so long: end it.")]
    public static partial void BoundHeldBack(ILogger logger, string table, TimeSpan age);

    [LoggerMessage(124, LogLevel.Information, "Compared the ids of {Table} with the warehouse: {Known} complaints, {Missing} of them gone from the table.")]
    public static partial void KeysCompared(ILogger logger, string table, long known, long missing);

    [LoggerMessage(200, LogLevel.Information, "Cleaned {Source} {RawPath}: received {Received} = cleaned {Cleaned} + duplicates {Duplicates} + rejected {Rejected} + ignored {Ignored}.")]
    public static partial void Cleaned(ILogger logger, string source, string rawPath, long received, long cleaned, long duplicates, long rejected, long ignored);

    [LoggerMessage(201, LogLevel.Warning, "Refused the whole of {Source} {RawPath} by rule {Rule}: {Records} records. The bytes are kept; rejects says what was expected.")]
    public static partial void FileRefused(ILogger logger, string source, string rawPath, string rule, long records);

    [LoggerMessage(202, LogLevel.Information, "Read {Source} {RawPath} as {Reading}.")]
    public static partial void FileRead(ILogger logger, string source, string rawPath, string reading);

    [LoggerMessage(203, LogLevel.Warning, "Look at {Source} {RawPath}: {Doubts}. Every record went its way.")]
    public static partial void FileDoubtful(ILogger logger, string source, string rawPath, string doubts);

    [LoggerMessage(300, LogLevel.Information, "Loaded {Source} {CleanPath}: rows {Rows} = inserted {Inserted} + updated {Updated} + unchanged {Unchanged} + older {Older}; withdrawn {Withdrawn}.")]
    public static partial void Loaded(ILogger logger, string source, string cleanPath, long rows, long inserted, long updated, long unchanged, long older, long withdrawn);

    [LoggerMessage(305, LogLevel.Information, "{CleanPath} of {Source} is gone, because newer rules have read its raw blob: nothing to load.")]
    public static partial void SupersededBeforeLoad(ILogger logger, string source, string cleanPath);

    [LoggerMessage(302, LogLevel.Information, "The warehouse's schema is up to date: {Applied} scripts applied now.")]
    public static partial void SchemaApplied(ILogger logger, int applied);

    [LoggerMessage(301, LogLevel.Information, "{CleanPath} of {Source} was loaded before: nothing changed.")]
    public static partial void AlreadyLoaded(ILogger logger, string source, string cleanPath);

    [LoggerMessage(303, LogLevel.Information, "The analysts' figures now leave out {Exclusions} numbers and accounts of our own (Warehouse__TestNumbers, Warehouse__OwnAccounts).")]
    public static partial void ExclusionsChanged(ILogger logger, int exclusions);

    [LoggerMessage(304, LogLevel.Warning, "The warehouse is away (SQLSTATE {SqlState}): try {Attempt} failed, the next one follows in {Delay}.")]
    public static partial void WarehouseAway(ILogger logger, int attempt, TimeSpan delay, string? sqlState);

    [LoggerMessage(400, LogLevel.Warning, "{Function} failed on {Path}, and the note of it could not be kept ({Exception}): the status page does not show this failure.")]
    public static partial void FailureNoteLost(ILogger logger, string function, string path, string exception);

    [LoggerMessage(401, LogLevel.Warning, "{Function} went well on {Path}, and the note of its last failure could not be removed ({Exception}): the sweep will.")]
    public static partial void FailureNoteStays(ILogger logger, string function, string path, string exception);

    [LoggerMessage(402, LogLevel.Information, "Accepted a delivery from {Platform} together with others, in {RawPath}: that blob goes on under the operation of the first of them.")]
    public static partial void AcceptedWithOthers(ILogger logger, string platform, string rawPath);

    [LoggerMessage(500, LogLevel.Information, "Checked {Feeds} feeds: {Findings} findings.")]
    public static partial void FeedsChecked(ILogger logger, int feeds, int findings);

    [LoggerMessage(501, LogLevel.Warning, "Found by the check ({Runbook}): {Feed}: {Summary}.")]
    public static partial void Found(ILogger logger, string runbook, string feed, string summary);

    [LoggerMessage(502, LogLevel.Warning, "Not healthy: {Part} does not answer.")]
    public static partial void PartUnwell(ILogger logger, Exception fault, string part);

    [LoggerMessage(700, LogLevel.Information, "Replay {Id} was asked for: {Scope} (dry run: {IsDryRun}).")]
    public static partial void ReplayRequested(ILogger logger, string id, string scope, bool isDryRun);

    [LoggerMessage(701, LogLevel.Warning, "Replay {Id} could not replay {Path}, and goes on behind it.")]
    public static partial void ReplayedBlobFailed(ILogger logger, string id, string path, Exception exception);

    [LoggerMessage(702, LogLevel.Information, "Replay {Id} has run for {LongestRun} and come to blob {Blobs}: its next run goes on there.")]
    public static partial void ReplayContinues(ILogger logger, string id, long blobs, TimeSpan longestRun);

    [LoggerMessage(703, LogLevel.Information, "Replay {Id} is being run by another, which has come further: this run ends.")]
    public static partial void ReplayOvertaken(ILogger logger, string id);

    [LoggerMessage(704, LogLevel.Information, "Replay {Id} has ended ({Scope}; dry run: {IsDryRun}): {Blobs} blobs, {Current} had nothing to replay, {Failed} failed; inserted {Inserted}, updated {Updated}, superseded {Superseded}, rejected {Rejected}; of earlier rejects fixed {Fixed}, still bad {StillBad}.")]
    public static partial void ReplayFinished(
        ILogger logger, string id, string scope, bool isDryRun, long blobs, long current, long failed, long inserted, long updated, long superseded, long rejected, long @fixed, long stillBad);

    [LoggerMessage(600, LogLevel.Information, "Ran {Path} again, which {Stage} had left behind ({Cause}): it went well, for the {Times}. time.")]
    public static partial void Healed(ILogger logger, string path, string stage, string cause, int times);

    [LoggerMessage(601, LogLevel.Warning, "Ran {Path} again, which {Stage} had left behind: try {Tries} failed.")]
    public static partial void NotHealed(ILogger logger, string path, string stage, int tries, Exception failure);

    [LoggerMessage(602, LogLevel.Information, "Swept the lake in {Took}: {Healed} blobs run again, {Left} left behind, {Poisoned} in the poison queue.")]
    public static partial void Swept(ILogger logger, TimeSpan took, long healed, long left, long poisoned);

    [LoggerMessage(603, LogLevel.Warning, "There was more to run again than fits into one sweep ({Budget}): {Healed} blobs were, the next sweep goes on.")]
    public static partial void SweepCutShort(ILogger logger, TimeSpan budget, long healed);

    [LoggerMessage(604, LogLevel.Information, "Replay {Id} stood still: its request was written once more.")]
    public static partial void ReplaySentOn(ILogger logger, string id);
}
