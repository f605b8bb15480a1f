using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Ledger;
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
    public void A_grant_under_an_amendment_that_the_room_does_not_hold_is_refused() =>
        Refused("room.grantForOtherAmendment", "under 0 amendments", grant => grant with { Amendment = SampleAmendment.Amended.Newest });

    [Fact]
    public void A_grant_that_has_expired_or_saw_another_ledger_is_refused()
    {
        Refused("room.grantExpired", "it expired", grant => grant with { IssuedAt = grant.IssuedAt.AddDays(-2), Expires = grant.IssuedAt });
        Refused("room.ledgerRolledBack", "entry 7", grant => grant with { LedgerHead = new LedgerHead { Size = 7, Hash = Digest256.Of("x"u8) } });
    }

    [Fact]
    public void A_grant_that_opens_no_dataset_is_refused_whoever_gives_it()
    {
        foreach (PartyId party in new[] { SampleAgreement.Publisher, SampleAgreement.Advertiser })
        {
            byte[] empty = SampleDocuments.Sign(SampleDocuments.Grant with { Owner = party, Instance = SampleRoom.Keys.Identity, Datasets = [], Budgets = [] }, party.ToString());
            ProblemHttpResult problem = Assert.IsType<ProblemHttpResult>(DatasetEndpoints.PostGrant(_room.Room, new PartyRequest(party, empty, null)));
            Assert.Equal(("document.invalidContent", "it opens no dataset"), (problem.ProblemDetails.Title, problem.ProblemDetails.Detail));
        }

        Assert.Empty(_room.Entries);
    }

    [Fact]
    public void An_owner_gives_an_instance_so_many_grants_and_takes_nobody_elses()
    {
        // The product's signatures hold randomness, and are quicker than those of the vectors.
        using CoseSigner signer = TestKey.Signer("publisher");
        Grant grant = SampleRoom.Grant(SealedSample.Feeds()).Document;
        IResult PostNamed(string id) => DatasetEndpoints.PostGrant(
            _room.Room, new PartyRequest(SampleAgreement.Publisher, SignedDocument.Sign(grant with { Id = GrantId.Parse(id) }, signer), null));
        for (int i = 0; i < GrantBook.MostOfOwner; i++)
        {
            Assert.IsNotType<ProblemHttpResult>(PostNamed($"grant-{i}"));
        }

        ProblemHttpResult problem = Assert.IsType<ProblemHttpResult>(PostNamed("one-more"));
        Assert.Equal(("room.tooManyGrants", "owner"), (problem.ProblemDetails.Title, problem.ProblemDetails.Extensions["who"]));
        Assert.IsNotType<ProblemHttpResult>(PostNamed("grant-0"));
        Assert.Equal(GrantBook.MostOfOwner, _room.Entries.Count());

        SignedDocument<Grant> others = SampleRoom.Grant(SealedSample.Ads());
        Assert.IsNotType<ProblemHttpResult>(DatasetEndpoints.PostGrant(_room.Room, new PartyRequest(SampleAgreement.Advertiser, others.Encoded.ToArray(), null)));
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
