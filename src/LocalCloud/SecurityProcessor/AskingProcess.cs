using EnclaveCleanRoom.LocalCloud.Measurement;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace EnclaveCleanRoom.LocalCloud.SecurityProcessor;

/// <summary>Notes, when a connection is accepted, which process made it: each request on it is answered for that process only.</summary>
/// <param name="Credentials">What the kernel noted when the peer connected.</param>
/// <param name="Identity">The process then; null when it could not be looked at.</param>
internal sealed record AskingProcess(PeerCredentials Credentials, ProcessIdentity? Identity)
{
    /// <summary>The step of the connection pipeline that takes the note.</summary>
    public static ConnectionDelegate Identify(ConnectionDelegate next) => connection =>
    {
        PeerCredentials credentials = PeerCredentials.Of(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
        connection.Features.Set(new AskingProcess(credentials, ProcessIdentity.TryRead(credentials.ProcessId)));
        return next(connection);
    };
}
