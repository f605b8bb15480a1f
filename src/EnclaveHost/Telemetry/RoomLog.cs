using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>All lines that a room logs. docs/telemetry.md lists them.</summary>
/// <remarks>
/// They stand in one class because the generator that completes them writes several classes in an order that differs from one compilation to the next, and the room's bytes are what the parties sign for.
/// </remarks>
internal static partial class RoomLog
{
    /// <summary>The category of the lines with which a room begins.</summary>
    internal const string StartCategory = "EnclaveCleanRoom.EnclaveHost.Start";

    [LoggerMessage(EventId = LogEvent.Started, Level = LogLevel.Information, Message = "started: instance {Instance} serves agreement {Agreement}")]
    internal static partial void LogStarted(ILogger logger, string instance, string agreement);

    [LoggerMessage(EventId = LogEvent.Warned, Level = LogLevel.Warning, Message = "{Warning}")]
    internal static partial void LogWarned(ILogger logger, string warning);

    [LoggerMessage(EventId = LogEvent.Ending, Level = LogLevel.Information, Message = "asked to end: {Jobs} jobs have not ended")]
    internal static partial void LogEnding(ILogger logger, int jobs);

    [LoggerMessage(EventId = LogEvent.JobEnded, Level = LogLevel.Information, Message = "job {Job} ended as {State}")]
    internal static partial void LogJobEnded(ILogger logger, JobId job, JobState state);

    [LoggerMessage(EventId = LogEvent.JobEndUnrecorded, Level = LogLevel.Error, Message = "the end of job {Job} cannot be recorded at present; it is tried again")]
    internal static partial void LogJobEndUnrecorded(ILogger logger, JobId job);

    [LoggerMessage(EventId = LogEvent.JobEscaped, Level = LogLevel.Error, Message = "the run of job {Job} broke off in {Exception}")]
    internal static partial void LogJobEscaped(ILogger logger, JobId job, string exception);

    [LoggerMessage(EventId = LogEvent.CallerGone, Level = LogLevel.Debug, Message = "the caller went away")]
    internal static partial void LogCallerGone(ILogger logger);

    [LoggerMessage(EventId = LogEvent.RequestEscaped, Level = LogLevel.Error, Message = "a request ended in {Exception}")]
    internal static partial void LogRequestEscaped(ILogger logger, string exception);
}
