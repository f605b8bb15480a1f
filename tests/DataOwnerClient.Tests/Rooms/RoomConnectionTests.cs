using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Rooms;

public sealed class RoomConnectionTests
{
    [Fact]
    public async Task A_room_that_takes_too_long_is_a_connection_that_failed()
    {
        using HttpClient client = new(new Silence()) { Timeout = TimeSpan.FromMilliseconds(50) };
        using HttpRequestMessage request = new(HttpMethod.Get, "https://room.example/v1/ledger");
        HttpRequestException failed = await Assert.ThrowsAsync<HttpRequestException>(
            () => RoomConnection.SendAsync(client, request, HttpCompletionOption.ResponseContentRead, TestContext.Current.CancellationToken));
        Assert.StartsWith("The room did not answer within", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_that_it_gave_up()
    {
        using HttpClient client = new(new Silence());
        using HttpRequestMessage request = new(HttpMethod.Get, "https://room.example/v1/ledger");
        using CancellationTokenSource gone = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RoomConnection.SendAsync(client, request, HttpCompletionOption.ResponseContentRead, gone.Token));
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
