using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>Somebody between an owner and a good room, who shows the room's true evidence over a connection that ends at himself.</summary>
public sealed class InBetweenTests(TestWorld world)
{
    [Fact]
    public async Task True_evidence_over_a_connection_with_another_key_is_not_appraised_as_acceptable()
    {
        TestRoom room = await world.StandardRoomAsync();
        await using InBetween other = new(room.Address);

        ClientException refused = await Assert.ThrowsAsync<ClientException>(
            () => Appraisal.RequireAsync(other.Address, room.Agreement, TestContext.Current.CancellationToken));

        Assert.Equal("The connection does not end at the instance whose evidence it shows: somebody is in between.", refused.Message);
        Assert.Equal(1, other.PassedOn);
    }

    [Fact]
    public async Task After_the_appraisal_only_the_attested_key_is_spoken_to()
    {
        TestRoom room = await world.StandardRoomAsync();
        AttestationResult instance = await room.InstanceAsync();
        await using InBetween other = new(room.Address);
        using RoomConnection connection = new(other.Address, instance, world.Publisher);

        await Assert.ThrowsAsync<HttpRequestException>(
            () => connection.SendAsync(HttpMethod.Get, "/ledger", default, TestContext.Current.CancellationToken));

        using RoomConnection straight = await room.ConnectAsync(world.Publisher);
        using HttpResponseMessage answer = await straight.SendAsync(HttpMethod.Get, "/ledger", default, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
