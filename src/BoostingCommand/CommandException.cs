namespace EnclaveCleanRoom.BoostingCommand;

/// <summary>Something that the user must change; the message says what.</summary>
internal sealed class CommandException(string message) : Exception(message);
