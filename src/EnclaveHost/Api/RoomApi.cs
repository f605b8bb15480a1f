using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.EnclaveHost.Scoring;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Everything that a room answers. openapi.json describes it, and a test compares both.</summary>
internal static class RoomApi
{
    internal static void Map(IEndpointRouteBuilder server, Room room, AttestationServiceClient attestation, JobRunner runner, Readiness readiness)
    {
        HealthEndpoints.Map(server, readiness);
        RouteGroupBuilder app = server.MapGroup(ApiVersion.Prefix);
        RequestGate gate = new(room);
        PublicEndpoints.Map(app, room, attestation);
        DatasetEndpoints.Map(app, room, gate);
        JobEndpoints.Map(app, room, gate, runner);
        LedgerEndpoints.Map(app, room, gate);
        PreviewEndpoints.Map(app, room, gate, new AdmitStep(room));
        new ScoringEndpoints(room, gate, new ScoringRate()).Map(app);
    }
}
