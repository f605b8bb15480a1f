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
}
