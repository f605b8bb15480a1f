using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>The running room and the two parties.</summary>
internal sealed record DemoRoom(SignedAgreement Agreement, Uri Address, DemoTable Publisher, DemoTable Advertiser)
{
    internal DemoTable PartnerOf(DemoTable table) => table == Publisher ? Advertiser : Publisher;

    /// <summary>Appraises the instance anew and asks it.</summary>
    internal async Task<JobOutcome> AskAsync(DemoTable requester, Query query, Action<string>? stage, CancellationToken cancellationToken)
    {
        AttestationResult instance = await Appraisal.RequireAsync(Address, Agreement, cancellationToken);
        using RoomConnection room = new(Address, instance, requester.Owner);
        JobId id = JobId.Parse($"job-{Guid.NewGuid():n}");
        byte[] job = JobSubmission.Sign(Agreement, requester.Owner, instance.InstanceId, id, query);
        return await JobSubmission.RunAsync(room, Agreement, requester.Owner, id, job, stage, cancellationToken);
    }
}
