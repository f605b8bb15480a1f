namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>What was asked cannot go on. The message is for a person and says what to do next.</summary>
/// <param name="message">Sentences for a person.</param>
/// <param name="inner">What caused it, where something did.</param>
public sealed class ClientException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the program ends with: one of <see cref="DataOwnerClient.ExitCode"/>.</summary>
    internal int ExitCode { get; init; } = DataOwnerClient.ExitCode.Refused;

    /// <summary>The command line is wrong, or a file that it names is not what it should be.</summary>
    internal static ClientException Usage(string message, Exception? inner = null) => new(message, inner) { ExitCode = DataOwnerClient.ExitCode.Usage };
}
