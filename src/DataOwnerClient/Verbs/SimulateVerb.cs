using System.CommandLine;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom simulate</c>: a region and a room that stay up on one machine, to try every other verb against.</summary>
internal static class SimulateVerb
{
    internal static Command Create()
    {
        Command command = new("simulate", "run a simulated region or a room in it, until Ctrl-C, to try the other verbs against; it protects nothing");
        command.Subcommands.Add(SimulateRegionVerb.Create());
        command.Subcommands.Add(SimulateRoomVerb.Create());
        return command;
    }

    internal static Argument<string> FolderArgument() => new("folder") { Description = "the region's folder, with its keys and its vault; made when there is none" };

    /// <summary>Waits until the person stops the program, which is how it is meant to end.</summary>
    /// <returns>0.</returns>
    /// <exception cref="ClientException">What was started has ended by itself.</exception>
    internal static async Task<int> StayAsync(Task ended, string what, CancellationToken cancellationToken)
    {
        try
        {
            await ended.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Success;
        }

        // Ctrl-C reaches the started program too, which may end a moment before this one notices.
        return cancellationToken.IsCancellationRequested ? ExitCode.Success : throw new ClientException($"The {what} ended by itself; what it said stands above.");
    }
}
