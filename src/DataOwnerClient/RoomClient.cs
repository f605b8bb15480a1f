using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>
/// A party's connection to one room, for programs: what the command line's verbs <c>upload</c>, <c>grant</c>, <c>ask</c>, <c>score</c> and <c>close</c> do, and by the same code. Whoever holds one
/// has appraised the instance in full, up to the hardware vendor's root, and has the attestation service's second opinion; there is no way to hold one without.
/// </summary>
/// <remarks>
/// <para>TLS is believed with the key that the evidence names and with no other. Every request is signed by the party for this instance alone. An instance that was started again is
/// another one: connect anew.</para>
/// <para>Every method throws <see cref="ClientException"/> when the room, the vault or a file refuses, with what to do, and <see cref="HttpRequestException"/> when the connection
/// breaks; what had arrived is kept, and the same call again goes on. It may be used by several threads at a time, <see cref="GrantAsync"/> and <see cref="CloseAsync"/> by one.</para>
/// </remarks>
public sealed class RoomClient : IDisposable
{
    private readonly PartyKeyFolder _party;
    private readonly RoomConnection _connection;

    private RoomClient(SignedAgreement agreement, PartyKeyFolder party, RoomConnection connection) => (Agreement, _party, _connection) = (agreement, party, connection);

    /// <summary>The agreement that the room serves.</summary>
    public SignedAgreement Agreement { get; }

    /// <summary>The instance, as it was appraised.</summary>
    public AttestationResult Instance => _connection.Instance;

    /// <summary>Who speaks.</summary>
    public PartyId Party => _party.Id;

    /// <summary>Appraises the instance at an address and connects to it.</summary>
    /// <param name="address">Such as <c>https://room.example:8443</c>.</param>
    /// <param name="agreement">The agreement that all parties signed.</param>
    /// <param name="keyFolder">The party's key folder, as <c>cleanroom keys init</c> makes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClientException">The folder holds no keys, nobody answers, or the instance is not acceptable; with every check that does not hold.</exception>
    public static async Task<RoomClient> ConnectAsync(Uri address, SignedAgreement agreement, string keyFolder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentException.ThrowIfNullOrEmpty(keyFolder);
        AttestationResult instance = await Appraisal.RequireAgreedAsync(address, agreement, cancellationToken);
        PartyKeyFolder party = PartyKeyFolder.Open(keyFolder);
        return new RoomClient(agreement, party, new RoomConnection(address, instance, party));
    }

    /// <summary>Uploads an encrypted file and its manifest. Interrupted, the same call again sends what is missing.</summary>
    /// <param name="manifestFile">The manifest as <c>cleanroom encrypt</c> wrote it; the ciphertext lies beside it.</param>
    /// <param name="progress">Told the bytes that have arrived.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <returns>The bytes that were there before.</returns>
    public Task<long> UploadAsync(string manifestFile, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        Uploading.UploadAsync(_connection, Open(manifestFile), progress, cancellationToken);

    /// <summary>Grants this instance a budget. It counts as spent when it was given, and is kept in the key folder before it leaves.</summary>
    /// <param name="manifestFiles">Manifests of the versions that may be opened.</param>
    /// <param name="budgets">How much each requester may spend.</param>
    /// <param name="lifetime">How long it is good for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="ClientException">It would be more than the agreement allows, or the ledger is not the one that was seen before, or the room refused.</exception>
    public async Task<Grant> GrantAsync(
        IReadOnlyList<string> manifestFiles, IReadOnlyList<GrantedBudget> budgets, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifestFiles);
        ArgumentNullException.ThrowIfNull(budgets);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        using GrantRecord record = GrantRecord.Open(Agreement, _party);
        GrantOffer offer = new() { Datasets = [.. manifestFiles.Select(Open)], Budgets = budgets, Lifetime = lifetime, StartsNewLedger = false };
        return await GrantGiving.GiveAsync(Agreement, _party, record, Instance, _connection, offer, cancellationToken);
    }

    /// <summary>Asks, waits for the end, and verifies the answer from the hardware vendor's root down to the number.</summary>
    /// <param name="question">The question.</param>
    /// <param name="stage">Told the name of each stage, on ticks.</param>
    /// <param name="cancellationToken">Stops waiting; the job goes on in the room.</param>
    /// <returns>What came of it.</returns>
    public async Task<RoomAnswerOutcome> AskAsync(Query question, Action<string>? stage = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        JobId id = JobId.Parse($"job-{Guid.NewGuid():n}");
        byte[] job = JobSubmission.Sign(Agreement, _party, Instance.InstanceId, id, question);
        JobOutcome outcome = await JobSubmission.RunAsync(_connection, Agreement, _party, id, job, stage, cancellationToken);
        ResultVerification? verification = outcome.SignedResult is null
            ? null
            : ResultVerifier.Verify(
                outcome.SignedResult, Agreement, AgreementAnchor.HeldKeys([_party.SigningKey.Thumbprint], _party.Path), outcome.Expected());
        return new RoomAnswerOutcome(id, outcome.SignedResult, verification, outcome.Denial);
    }

    /// <summary>Hands in a private model that was released to this party, to score rows of its own with it in the room.</summary>
    /// <param name="signedResult">The signed result that holds the model; it is verified first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The model; it ends with this connection.</returns>
    /// <exception cref="ClientException">The result does not verify, releases no model, or was released to others.</exception>
    public Task<RoomModel> OpenModelAsync(ReadOnlyMemory<byte> signedResult, CancellationToken cancellationToken = default) =>
        RoomModel.HandInAsync(_connection, Agreement, _party, signedResult, cancellationToken);

    /// <summary>Ends this party's grants to the instance, for good; what was not spent may be granted to another.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The instance's signed statement, which is kept in the key folder.</returns>
    public async Task<ClosingStatement> CloseAsync(CancellationToken cancellationToken = default)
    {
        using GrantRecord record = GrantRecord.Open(Agreement, _party);
        return (await GrantEnding.EndAsync(record, _connection, cancellationToken)).Statement;
    }

    /// <summary>Ends the connection and gives up the keys.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        _party.Dispose();
    }

    private SealedDataset Open(string manifestFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(manifestFile);
        return SealedFiles.Open(manifestFile, Verbs.Files.Read(manifestFile), Agreement);
    }
}
