namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A job failed after data was opened. It carries no reason, because the reason could be data.</summary>
internal sealed class JobFailedException() : Exception("The job failed after data was opened.");
