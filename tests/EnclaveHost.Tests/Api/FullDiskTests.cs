using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Api;

/// <summary>The reserve of the disk is for what was paid for: no document of a party is written from it.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly SampleRoom _room = new(limits: RoomLimits.Default with { FreeDisk = long.MaxValue / 2 });

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_manifest_is_refused() => Refused(DatasetEndpoints.PostManifest(_room.Room, Request(SampleDocuments.Sign(SampleDocuments.Manifest, "publisher"))));

    [Fact]
    public void A_grant_is_refused() => Refused(DatasetEndpoints.PostGrant(_room.Room, Request(SampleRoom.Grant(SealedSample.Feeds()).Encoded.ToArray())));

    [Fact]
    public void A_rotation_is_refused()
    {
        SealedSample ads = SealedSample.Ads();
        _room.Put(ads);
        Refused(DatasetEndpoints.PostRotation(_room.Room, Request(SampleRotation.Of(ads, "a").Encoded.ToArray())));
        Assert.Null(_room.Room.Rotations.Newest(ads.Signed.Digest));
    }

    [Fact]
    public async Task A_job_is_refused_and_nothing_of_it_is_kept()
    {
        using JobRunner runner = new(_room.Room, null!, NullLogger<JobRunner>.Instance);
        Refused(await JobEndpoints.PostAsync(_room.Room, runner, Request(SampleRoom.SignJob(requester: "publisher").Encoded.ToArray())));
        Assert.Null(_room.Room.Jobs.Find(JobId.Parse("job-1")));
    }

    private static void Refused(IResult result) => Assert.Equal("room.diskFull", Assert.IsType<ProblemHttpResult>(result).ProblemDetails.Title);

    private static PartyRequest Request(byte[] body) => new(SampleAgreement.Publisher, body, null);
}
