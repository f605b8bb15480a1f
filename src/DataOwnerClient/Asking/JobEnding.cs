namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>How a job ended, as far as its room says.</summary>
internal enum JobEnding
{
    /// <summary>With a result.</summary>
    Answered,

    /// <summary>It was denied before anything was opened; nothing is spent.</summary>
    Denied,

    /// <summary>After it had spent, without a result; why, nobody is told.</summary>
    Failed,

    /// <summary>It has not ended: whoever followed it was cut off.</summary>
    Running,
}
