namespace EnclaveCleanRoom.LocalCloud.Starting;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    /// <summary>It was asked to stop.</summary>
    public const int Stopped = 0;

    /// <summary>A port or file could not be had.</summary>
    public const int CannotStart = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The machine is a confidential guest.</summary>
    public const int InsideGuest = 3;

    /// <summary>Another program uses the state directory.</summary>
    public const int StateInUse = 4;
}
