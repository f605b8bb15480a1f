namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>The ids of the room's log lines. They never change, and none is used twice; docs/telemetry.md says what each line means.</summary>
internal static class LogEvent
{
    internal const int Started = 1000;
    internal const int Warned = 1001;
    internal const int Ending = 1002;
    internal const int JobEnded = 1100;
    internal const int JobEndUnrecorded = 1101;
    internal const int JobEscaped = 1102;
    internal const int CallerGone = 1200;
    internal const int RequestEscaped = 1201;
}
