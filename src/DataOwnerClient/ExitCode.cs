namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>What the program's exit codes mean.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    internal const int Success = 0;

    /// <summary>Something does not hold: a result that does not verify, an instance that is not acceptable, a denied job.</summary>
    internal const int Refused = 1;

    /// <summary>The command line is wrong, or a file is missing.</summary>
    internal const int Usage = 2;

    /// <summary>A result is consistent, but under an agreement that nothing ties to you.</summary>
    internal const int Unanchored = 3;

    /// <summary>Ctrl-C (SIGINT) ended it; 128 and the signal's number, as shells have it.</summary>
    internal const int Interrupted = 130;

    /// <summary>It was asked to end (SIGTERM).</summary>
    internal const int Terminated = 143;

    /// <summary>Its terminal was closed (SIGHUP).</summary>
    internal const int HungUp = 129;
}
