using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Jobs;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>A running instance, with what the parties do at it.</summary>
internal sealed class TestRoom(Deal deal, RoomProcess process, string dataFolder) : IAsyncDisposable
{
    private AttestationResult? _instance;

    internal Deal Deal => deal;

    internal SignedAgreement Agreement => deal.Agreement;

    internal Uri Address => process.Address;

    /// <summary>The operator's disk: ledger, ciphertext, encrypted results.</summary>
    internal string DataFolder => dataFolder;

    internal string CiphertextFile(DatasetId dataset, int version = 1) => Path.Combine(dataFolder, "ciphertext", $"{dataset}.{version}.parquet");

    /// <summary>The instance as an owner appraised it, in full.</summary>
    internal async Task<AttestationResult> InstanceAsync() =>
        _instance ??= await Appraisal.RequireAsync(Address, Agreement, TestContext.Current.CancellationToken);

    /// <summary>A pinned connection over which <paramref name="party"/> signs its requests.</summary>
    internal async Task<RoomConnection> ConnectAsync(PartyKeyFolder party) => new(Address, await InstanceAsync(), party);

    /// <summary>Sends a signed request and gives status and problem, or an empty text when it succeeded.</summary>
    internal async Task<string> TryAsync(PartyKeyFolder party, HttpMethod method, string target, ReadOnlyMemory<byte> body = default)
    {
        using RoomConnection connection = await ConnectAsync(party);
        using HttpResponseMessage response = await connection.SendAsync(method, target, body, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? "" : await RoomAnswer.DescribeAsync(response, TestContext.Current.CancellationToken);
    }

    internal async Task UploadAsync(SealedDataset dataset)
    {
        using RoomConnection connection = await ConnectAsync(deal.OwnerOf(dataset.Manifest.Dataset));
        await Uploading.UploadAsync(connection, dataset, null, TestContext.Current.CancellationToken);
    }

    internal async Task<LedgerHead> ReadHeadAsync()
    {
        using RoomConnection connection = await ConnectAsync(deal.Publisher);
        return await RoomLedger.ReadHeadAsync(connection, TestContext.Current.CancellationToken);
    }

    /// <summary>A grant of the agreement's whole budget, not sent yet.</summary>
    internal async Task<byte[]> WriteGrantAsync(SealedDataset dataset, LedgerHead? seenHead = null, TimeSpan? lifetime = null, long? nanoRho = null)
    {
        PartyKeyFolder owner = deal.OwnerOf(dataset.Manifest.Dataset);
        GrantedBudget[] budgets = [.. Agreement.Agreement.Privacy.Budgets.Where(budget => budget.Owner == owner.Id)
            .Select(budget => new GrantedBudget { Requester = budget.Requester, NanoRho = nanoRho ?? budget.NanoRho, AttoDelta = budget.AttoDelta })];
        return Granting.Grant(
            Agreement, owner, await InstanceAsync(), [dataset], budgets, seenHead ?? await ReadHeadAsync(), lifetime ?? TimeSpan.FromHours(1));
    }

    /// <summary>Grants, and gives the problem or an empty text.</summary>
    internal async Task<string> GrantAsync(SealedDataset dataset, LedgerHead? seenHead = null, TimeSpan? lifetime = null, long? nanoRho = null) =>
        await TryAsync(
            deal.OwnerOf(dataset.Manifest.Dataset), HttpMethod.Post, "/grants", await WriteGrantAsync(dataset, seenHead, lifetime, nanoRho));

    /// <summary>Seals a table, by default the standard one, uploads it and grants it.</summary>
    internal async Task<SealedDataset> FillAsync(DatasetId dataset, int version = 1, Table? table = null)
    {
        SealedDataset data = await deal.SealAsync(dataset, version, table);
        await UploadAsync(data);
        Assert.Equal("", await GrantAsync(data));
        return data;
    }

    /// <summary>Asks, and waits for what it comes to.</summary>
    internal async Task<JobOutcome> AskAsync(PartyKeyFolder requester, Query query)
    {
        using RoomConnection connection = await ConnectAsync(requester);
        JobId id = JobId.Parse($"job-{Guid.NewGuid():n}");
        byte[] job = JobSubmission.Sign(Agreement, requester, (await InstanceAsync()).InstanceId, id, query);
        return await JobSubmission.RunAsync(connection, Agreement, requester, id, job, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks, and verifies the answer as its requester does.</summary>
    internal async Task<ResultVerification> AskAndVerifyAsync(PartyKeyFolder requester, Query query)
    {
        JobOutcome outcome = await AskAsync(requester, query);
        Assert.True(outcome.SignedResult is not null, string.Join('\n', outcome.Denial));
        return ResultVerifier.Verify(outcome.SignedResult, Agreement, AgreementAnchor.HeldKeys([requester.SigningKey.Thumbprint], requester.Path), outcome.Expected());
    }

    /// <summary>The process of the instance.</summary>
    internal int ProcessId => process.Id;

    /// <summary>Waits until the instance has ended by itself.</summary>
    internal Task WaitForEndAsync() => process.WaitForEndAsync(TestContext.Current.CancellationToken);

    /// <summary>A connection to the appraised instance of somebody who signs nothing.</summary>
    internal async Task<HttpClient> AnybodyAsync() => RoomConnection.PinnedClient(Address, (await InstanceAsync()).RuntimeClaims.TlsKey);

    /// <summary>Waits until a job has come to a stage.</summary>
    internal async Task WaitForStageAsync(SubmittedJob job, string stage)
    {
        using RoomConnection connection = await ConnectAsync(job.Requester);
        while (true)
        {
            using HttpResponseMessage response = await connection.SendAsync(HttpMethod.Get, $"/jobs/{job.Id}", default, TestContext.Current.CancellationToken);
            JsonElement state = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            if (state.GetProperty("stage").GetString() == stage)
            {
                return;
            }

            Assert.NotEqual("Finished", state.GetProperty("stage").GetString());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
