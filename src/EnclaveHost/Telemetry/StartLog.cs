namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>The lines with which a room begins.</summary>
internal static partial class StartLog
{
    internal const string Category = "EnclaveCleanRoom.EnclaveHost.Start";

    [LoggerMessage(EventId = LogEvent.Started, Level = LogLevel.Information, Message = "started: instance {Instance} serves agreement {Agreement}")]
    internal static partial void LogStarted(ILogger logger, string instance, string agreement);

    [LoggerMessage(EventId = LogEvent.Warned, Level = LogLevel.Warning, Message = "{Warning}")]
    internal static partial void LogWarned(ILogger logger, string warning);
}
