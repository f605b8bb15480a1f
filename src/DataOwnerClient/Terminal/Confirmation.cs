namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Asks a person before something is spent.</summary>
internal static class Confirmation
{
    /// <summary>Whether the person says yes.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="isGiven">Whether the command line said yes already.</param>
    /// <exception cref="ClientException">Nobody can be asked.</exception>
    internal static bool Ask(string question, bool isGiven)
    {
        if (isGiven)
        {
            return true;
        }

        if (Console.IsInputRedirected)
        {
            throw ClientException.Usage("Nobody is here to say yes, so nothing was sent and nothing is spent. --yes says it on the command line.");
        }

        Console.Out.Write($"{question} [y/N] ");
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes";
    }
}
