namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>The host does not start; its message says why and what would help.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
