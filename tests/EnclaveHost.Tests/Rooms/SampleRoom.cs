using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Datasets;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

/// <summary>A room of the sample agreement in a folder of its own, with what a job needs put in piece by piece.</summary>
internal sealed class SampleRoom : IDisposable
{
    private static readonly InstanceKeys s_keys = InstanceKeys.Generate();

    private readonly LedgerFolder _folder = new();

    private readonly IObjectStore? _store;

    /// <param name="store">The store that the operator named, if any.</param>
    /// <param name="limits">What the operator lets it take, if not the usual.</param>
    /// <param name="agreement">Another agreement than the sample, between the same parties.</param>
    public SampleRoom(IObjectStore? store = null, RoomLimits? limits = null, SignedAgreement? agreement = null)
    {
        _store = store;
        Room = Make(limits, agreement ?? SampleAgreement.Signed);
    }

    public Room Room { get; }

    public static InstanceKeys Keys => s_keys;

    public LedgerFolder Folder => _folder;

    public IEnumerable<LedgerEntryKind> Entries => LedgerLog.Read(_folder.Database).Select(entry => entry.Kind);

    public static SignedDocument<Job> SignJob(
        string id = "job-1", string requester = "advertiser", long nanoRho = 1_000_000, DateTimeOffset? issuedAt = null) => SampleDocuments.Open<Job>(SampleDocuments.Sign(
        SampleDocuments.Job with
        {
            Id = JobId.Parse(id),
            Instance = s_keys.Identity.SigningKey,
            Requester = PartyId.Parse(requester),
            IssuedAt = issuedAt ?? SampleDocuments.Job.IssuedAt,
            Expires = (issuedAt ?? SampleDocuments.Job.IssuedAt).AddMinutes(10),
            Query = new OverlapQuery { Terms = SampleAgreement.Overlap, NanoRho = nanoRho },
        },
        requester));

    /// <summary>Records a job that was put, as the room does before it looks at it.</summary>
    public SignedDocument<Job> Record(SignedDocument<Job> job)
    {
        if (Room.Jobs.Find(job.Document.Id) is null)
        {
            Room.Jobs.RecordAsync(job, Room.Clock.Now).GetAwaiter().GetResult();
        }

        return job;
    }

    /// <summary>An attested job that everything is in place for.</summary>
    public AttestedJob AdmitJob()
    {
        Assert.True(new AdmitStep(Room).Admit(Record(SignJob())).TryGet(out AdmittedJob? admitted, out Denial? denial), denial?.Reasons[0].ToString());
        return new AttestedJob(admitted, new Attested(SampleEvidence.For(Room.Agreement.Hash), "a token", []));
    }

    /// <summary>Uploads both owners' tables and grants them.</summary>
    public SampleRoom Fill()
    {
        foreach (SealedSample sample in new[] { SealedSample.Feeds(), SealedSample.Ads() })
        {
            Put(sample);
            Assert.True(Room.Grants.TryRecord(Grant(sample)));
        }

        return this;
    }

    public void Put(SealedSample sample)
    {
        Assert.True(Room.Grants.TryRecord(sample.Signed));
        Assert.Equal(
            sample.Ciphertext.Length,
            Room.Ciphertexts.Write(sample.Manifest.Dataset, sample.Manifest.Version, 0, sample.Ciphertext, sample.Manifest.FileLength));
    }

    public static SignedDocument<Grant> Grant(SealedSample sample, string id = "grant", long nanoRho = 10_000_000, Func<Grant, Grant>? change = null)
    {
        DatasetTerms terms = SampleAgreement.Valid.FindDataset(sample.Manifest.Dataset)!;
        Grant grant = SampleDocuments.Grant with
        {
            Id = GrantId.Parse($"{id}-{terms.Owner}"),
            Owner = terms.Owner,
            Instance = s_keys.Identity,
            Datasets = [new GrantedDataset { Dataset = terms.Id, Version = sample.Manifest.Version, Manifest = sample.Signed.Digest }],
            Shares = terms.DualRelease ? [Share(sample)] : [],
            Budgets = [new GrantedBudget { Requester = SampleAgreement.Advertiser, NanoRho = nanoRho, AttoDelta = 0 }],
        };
        return SampleDocuments.Open<Grant>(SampleDocuments.Sign(change?.Invoke(grant) ?? grant, terms.Owner.ToString()));
    }

    /// <summary>The owner's share, sealed to this room's instance as its client would; or what a test makes of it.</summary>
    public static GrantedShare Share(SealedSample sample, byte[]? context = null, RSA? wrappingKey = null, KeyShare? share = null) => new()
    {
        Dataset = sample.Manifest.Dataset,
        Sealed = (share ?? SealedSample.OwnersShare).SealTo(
            wrappingKey ?? s_keys.UnwrappingKey,
            context ?? DatasetBinding.ShareContext(SampleAgreement.Signed.Hash, s_keys.Identity.SigningKey, sample.Manifest.Dataset, sample.Manifest.Version)),
    };

    public void Dispose() => _folder.Dispose();

    private Room Make(RoomLimits? limits, SignedAgreement agreement)
    {
        string instance = s_keys.Identity.SigningKey.ToString();
        GrantBook grants = new(_folder.Database, _folder.Log, agreement, instance);
        JobBook jobs = new(_folder.Database, _folder.Log, agreement);
        SqliteReservationStore reservations = new(_folder.Database, _folder.Log, instance, new OpenedDatasets(agreement, jobs, grants).Of);
        CiphertextStore uploads = new(Path.Combine(_folder.Path, "ciphertext"));
        return new Room
        {
            Agreement = agreement,
            Keys = s_keys,
            Clock = _folder.Clock,
            Database = _folder.Database,
            Log = _folder.Log,
            Grants = grants,
            Rotations = new RotationBook(_folder.Database, agreement),
            Jobs = jobs,
            Requests = new RequestBook(_folder.Database),
            Reservations = reservations,
            Budgets = new BudgetFilter(reservations, SystemEntropy.Instance),
            Ciphertexts = uploads,
            Stored = new CiphertextSource(uploads, _store, agreement.Hash, Path.Combine(_folder.Path, "fetched")),
            Limits = limits ?? RoomLimits.Default,
            Disk = new DiskReserve(_folder.Path, (limits ?? RoomLimits.Default).FreeDisk),
            IsAccepted = true,
            Anchors = SampleEvidence.Terms.ToTrustAnchors(),
            HostData = SampleEvidence.Terms.HostData[0],
            Evidence = SampleEvidence.For(agreement.Hash).Write(),
        };
    }
}
