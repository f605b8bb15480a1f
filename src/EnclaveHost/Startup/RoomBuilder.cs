using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Datasets;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>
/// Brings an instance up: agreement, fresh keys, first attestation (which sets the clock), the ledger an earlier instance
/// left, and what that one left unfinished.
/// </summary>
internal sealed class RoomBuilder : IDisposable
{
    private readonly IEvidenceSource _evidence;
    private readonly IObjectStore? _store;

    private RoomBuilder(Room room, AttestationServiceClient attestation, IEvidenceSource evidence, IObjectStore? store, JobPipeline pipeline)
    {
        Room = room;
        Attestation = attestation;
        Pipeline = pipeline;
        _evidence = evidence;
        _store = store;
    }

    internal Room Room { get; }

    internal AttestationServiceClient Attestation { get; }

    internal JobPipeline Pipeline { get; }

    /// <summary>How the room is known to vaults and stores.</summary>
    internal required TokenCredential Credential { get; init; }

    /// <exception cref="StartRefusedException">Something the room rests on is missing or not what it must be.</exception>
    internal static async Task<RoomBuilder> BuildAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        SignedAgreement agreement = ReadAgreement(settings.AgreementFile);
        TokenCredential credential = HostCredential.Create(settings);
        TrustAnchors anchors = agreement.Agreement.Enclave.ToTrustAnchors();
        InstanceKeys keys = InstanceKeys.Generate();
        RoomClock clock = new();
        IEvidenceSource evidence = EvidenceSources.Open(settings.EvidenceEndpoint, settings.Platform);
        AttestationServiceClient attestation = new(evidence, anchors, agreement, keys, clock);
        Attested attested = await attestation.AttestAsync(cancellationToken);
        foreach (AppraisalCheck refusal in attested.Refusals)
        {
            await Console.Error.WriteLineAsync($"warning: nobody will grant or release anything to this instance: {refusal}");
        }

        if (clock.Now >= agreement.Agreement.Expires)
        {
            throw new StartRefusedException($"the agreement expired {agreement.Agreement.Expires:u}");
        }

        Directory.CreateDirectory(settings.DataFolder);
        LedgerDatabase database = OpenLedger(settings.DataFolder, attested.Refusals);
        LedgerAudit audit = LedgerVerifier.Verify(database, agreement);
        if (audit.Latest is { } latest)
        {
            clock.NotBefore(latest);
        }

        LedgerLog log = new(database, agreement.Hash, keys.CheckpointKey, clock);
        log.Append(LedgerEntryKind.Instance, attested.Evidence.Write());
        foreach (SignedAmendment amendment in agreement.Amendments.Skip(audit.Amendments))
        {
            log.Append(LedgerEntryKind.Amended, amendment.Encoded);
        }

        string instance = keys.Identity.SigningKey.ToString();
        GrantBook grants = new(database, log, agreement, instance);
        JobBook jobs = new(database, log, agreement);
        SqliteReservationStore reservations = new(database, log, instance, new OpenedDatasets(agreement, jobs, grants).Of);
        CiphertextStore uploads = new(Path.Combine(settings.DataFolder, "ciphertext"));
        IObjectStore? store = OpenStore(settings, credential, anchors.Services);
        Room room = new()
        {
            Agreement = agreement,
            Keys = keys,
            Clock = clock,
            Database = database,
            Log = log,
            Grants = grants,
            Rotations = new RotationBook(database, agreement),
            Jobs = jobs,
            Requests = new RequestBook(database),
            Reservations = reservations,
            Budgets = new BudgetFilter(reservations, SystemEntropy.Instance),
            Ciphertexts = uploads,
            Stored = new CiphertextSource(uploads, store, agreement.Hash, FetchFolder(settings.DataFolder)),
            Limits = settings.Limits,
            Disk = new DiskReserve(settings.DataFolder, settings.Limits.FreeDisk),
            IsAccepted = attested.Refusals.Count == 0,
            Anchors = anchors,
            HostData = attested.Evidence.Report.HostData,
            Evidence = attested.Evidence.Write(),
        };
        room.Budgets.Recover(id => JobId.TryParse(id.Value, out JobId job) && room.Jobs.HasResult(job));
        room.Jobs.Settle(room.SpendOf);
        AdmitStep admit = new(room);
        JobPipeline pipeline = new(
            admit, new AttestStep(attestation), new UnlockStep(room, new VaultKeySource(room, credential)), new SpendStep(room, admit), new SignStep(room));
        return new RoomBuilder(room, attestation, evidence, store, pipeline) { Credential = credential };
    }

    public void Dispose()
    {
        Attestation.Dispose();
        _evidence.Dispose();
        _store?.Dispose();
        Room.Metrics.Dispose();
        Room.Database.Dispose();
        Room.Keys.Dispose();
    }

    /// <summary>An instance that nobody accepts leaves no trace in the ledger: the next one would refuse to build on it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="refusals">What the instance does not satisfy.</param>
    internal static LedgerDatabase OpenLedger(string folder, IReadOnlyList<AppraisalCheck> refusals) =>
        new(refusals.Count == 0 ? Path.Combine(folder, "ledger.db") : ":memory:");

    /// <summary>The store that the operator named, or <see langword="null"/> when it named none.</summary>
    /// <exception cref="StartRefusedException">What it named is no store.</exception>
    internal static IObjectStore? OpenStore(HostSettings settings, TokenCredential credential, ServiceTrust services)
    {
        if (settings.CiphertextPlace.Length == 0)
        {
            return null;
        }

        StoreOptions options = new() { Roots = services.IsSystem ? [] : services.Roots };
        return StoreLocation.TryOpen(settings.CiphertextPlace, settings.CiphertextSignature, credential, options, out IObjectStore? store, out StoreLocationFailure failure)
            ? store
            : throw new StartRefusedException($"CLEANROOM_CIPHERTEXT names no store: {failure}; it is a folder, or https://ACCOUNT.blob.core.windows.net/CONTAINER with its signature in CLEANROOM_CIPHERTEXT_SAS");
    }

    /// <summary>What an earlier instance left there is of no use to this one.</summary>
    private static string FetchFolder(string dataFolder)
    {
        string folder = Path.Combine(dataFolder, "fetched");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return folder;
    }

    private static SignedAgreement ReadAgreement(string path)
    {
        byte[] encoded;
        try
        {
            encoded = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the agreement cannot be read: {exception.Message}", exception);
        }

        return SignedAgreement.TryOpen(encoded, out SignedAgreement? agreement, out DocumentRefusal? refusal)
            ? agreement
            : throw new StartRefusedException($"the agreement is not accepted: {refusal}");
    }
}
