namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>A verb cannot go on. Its message is for a person and says what to do next.</summary>
internal sealed class ClientException(string message, Exception? inner = null) : Exception(message, inner);
