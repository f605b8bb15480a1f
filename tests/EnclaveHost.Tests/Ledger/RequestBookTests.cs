using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

public sealed class RequestBookTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_request_twice_is_a_replay()
    {
        RequestBook book = new(_folder.Database);
        Assert.True(await book.TryRecordAsync(Request(1), SampleAgreement.Now));
        Assert.False(await book.TryRecordAsync(Request(1), SampleAgreement.Now));
        Assert.True(await book.TryRecordAsync(Request(2), SampleAgreement.Now));
    }

    [Fact]
    public async Task It_stays_a_replay_in_the_next_process()
    {
        Assert.True(await new RequestBook(_folder.Database).TryRecordAsync(Request(1), SampleAgreement.Now));
        _folder.Reopen();
        Assert.False(await new RequestBook(_folder.Database).TryRecordAsync(Request(1), SampleAgreement.Now));
    }

    [Fact]
    public async Task An_id_is_remembered_for_as_long_as_its_signature_counts()
    {
        RequestBook book = new(_folder.Database);
        AuthenticatedRequest request = Request(1);
        await book.TryRecordAsync(request, SampleAgreement.Now);
        Assert.False(await book.TryRecordAsync(request, request.Expires.AddSeconds(-1)));
        Assert.True(await book.TryRecordAsync(Request(2), request.Expires));
        Assert.Equal(
            [Request(2).Id],
            _folder.Database.Query("SELECT id FROM requests", reader => reader.GetString(0)));
    }

    private static AuthenticatedRequest Request(byte id)
    {
        DateTimeOffset now = id == 1 ? SampleAgreement.Now : SampleAgreement.Now.AddMinutes(1);
        SampleRequest sample = new() { Id = [.. Enumerable.Repeat(id, RequestVerifier.IdSize)], IssuedAt = now };
        Assert.True(RequestVerifier.TryVerify(
            sample.Header(), SampleAgreement.Signed, SampleEvidence.Instance.SigningKey, SampleDocuments.Request.Method, SampleDocuments.Request.Target, now,
            out AuthenticatedRequest? request, out RequestFailure failure), failure.ToString());
        return request;
    }
}
