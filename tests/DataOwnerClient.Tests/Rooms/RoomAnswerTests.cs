using System.Net;
using System.Text.Json;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Rooms;

/// <summary>Whoever answers in a room's place writes one line at most, and nothing that a terminal obeys.</summary>
public sealed class RoomAnswerTests
{
    [Fact]
    public async Task A_refusal_is_one_line()
    {
        using HttpResponseMessage response = new(HttpStatusCode.Forbidden)
        {
            Content = new StringContent("""{"code":"denial.x\r","detail":"no\n\u001b[1A\u001b[2Kverified \u202edne","who":"operator\nverified"}"""),
        };

        Assert.Equal("403 denial.x\ufffd: no\ufffd\ufffd[1A\ufffd[2Kverified \ufffddne", await RoomAnswer.DescribeAsync(response, TestContext.Current.CancellationToken));
        ClientException thrown = await Assert.ThrowsAsync<ClientException>(() => RoomAnswer.RequireSuccessAsync(response, "a try", TestContext.Current.CancellationToken));
        Assert.Equal(thrown.Message, StepList.Plain(thrown.Message));
    }

    [Theory]
    [InlineData("""{"code":1}""")]
    [InlineData("""[1]""")]
    [InlineData("not JSON")]
    public async Task An_answer_of_another_shape_is_its_status(string body)
    {
        using HttpResponseMessage response = new(HttpStatusCode.Forbidden) { Content = new StringContent(body) };
        Assert.Equal("403", await RoomAnswer.DescribeAsync(response, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_reason_of_a_denial_is_one_line()
    {
        using JsonDocument reason = JsonDocument.Parse("""{"code":"c","claim":"a\nb","found":"\u009b2K","wanted":"w\u2028","askedBy":"p\t"}""");
        Assert.Equal("c: a\ufffdb is \ufffd2K, wanted w\ufffd (asked by p\ufffd)", JobSubmission.Describe(reason.RootElement));
    }
}
