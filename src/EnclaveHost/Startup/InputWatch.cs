namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>
/// Ends the host when its standard input ends. Who starts a host for a while holds the other end of that pipe; the kernel closes
/// it whatever way that process dies, so that the host does not outlive it.
/// </summary>
internal static class InputWatch
{
    /// <summary>Jobs stop between their stages; one that does not in this time is cut off, as by a power failure, and the ledger settles it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Reads standard input to its end, on a thread of its own, and then asks the host to stop.</summary>
    /// <param name="stopping">Cancelled at the end of standard input.</param>
    internal static void Start(CancellationTokenSource stopping)
    {
        Thread thread = new(() => Watch(stopping)) { IsBackground = true, Name = "standard input" };
        thread.Start();
    }

    private static void Watch(CancellationTokenSource stopping)
    {
        using (Stream input = Console.OpenStandardInput())
        {
            Span<byte> ignored = stackalloc byte[256];
            while (input.Read(ignored) > 0)
            {
                // Only the end of the stream means something.
            }
        }

        stopping.Cancel();
        Thread.Sleep(s_patience);
        Environment.Exit(0);
    }
}
