using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Api;

/// <summary>A grant is to exactly the instance that its owner appraised.</summary>
public sealed class GrantEndpointTests : IDisposable
{
    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_grant_for_this_instance_and_its_measurement_is_recorded()
    {
        Assert.IsNotType<ProblemHttpResult>(Post(grant => grant));
        Assert.Single(_room.Room.Grants.GrantsOf(SampleAgreement.Publisher));
    }

    [Fact]
    public void A_grant_for_another_measurement_is_refused() =>
        Refused("room.grantForOtherInstance", "measures as", grant => grant with { HostData = Digest256.Of("another workload"u8) });

    [Fact]
    public void A_grant_for_other_keys_is_refused_whichever_of_them_it_is()
    {
        InstanceIdentity here = SampleRoom.Keys.Identity;
        foreach (InstanceIdentity other in new[]
        {
            here with { SigningKey = Digest256.Of("x"u8) }, here with { WrappingKey = Digest256.Of("x"u8) }, here with { TlsKey = Digest256.Of("x"u8) },
        })
        {
            Refused("room.grantForOtherInstance", "this is instance", grant => grant with { Instance = other });
        }
    }

    [Fact]
    public void A_grant_that_has_expired_or_saw_another_ledger_is_refused()
    {
        Refused("room.grantExpired", "it expired", grant => grant with { IssuedAt = grant.IssuedAt.AddDays(-2), Expires = grant.IssuedAt });
        Refused("room.ledgerRolledBack", "entry 7", grant => grant with { LedgerHead = new LedgerHead { Size = 7, Hash = Digest256.Of("x"u8) } });
    }

    private void Refused(string code, string detail, Func<Grant, Grant> change)
    {
        ProblemHttpResult problem = Assert.IsType<ProblemHttpResult>(Post(change));
        Assert.Equal(code, problem.ProblemDetails.Title);
        Assert.Contains(detail, problem.ProblemDetails.Detail, StringComparison.Ordinal);
        Assert.Empty(_room.Room.Grants.GrantsOf(SampleAgreement.Publisher));
    }

    private IResult Post(Func<Grant, Grant> change)
    {
        SignedDocument<Grant> grant = SampleRoom.Grant(SealedSample.Feeds(), change: change);
        return DatasetEndpoints.PostGrant(_room.Room, new PartyRequest(SampleAgreement.Publisher, grant.Encoded.ToArray(), null));
    }
}
