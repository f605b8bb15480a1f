using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Who connected a Unix socket, as the kernel noted it at that moment: <c>SO_PEERCRED</c>.</summary>
/// <remarks>Source: unix(7), struct ucred {pid, uid, gid}.</remarks>
internal readonly partial record struct PeerCredentials(int ProcessId, uint UserId)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int UcredSize = 12;

    /// <summary>The user that this program runs as; no other is measured.</summary>
    public static uint OwnUserId => GetEffectiveUserId();

    /// <summary>Reads the credentials of the peer of a connected Unix socket.</summary>
    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> ucred = stackalloc byte[UcredSize];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, ucred);
        return new PeerCredentials(
            MemoryMarshal.Read<int>(ucred),
            MemoryMarshal.Read<uint>(ucred[4..]));
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
