using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Keys;

[assembly: AssemblyFixture(typeof(EnclaveCleanRoom.EndToEnd.Tests.Fixture.TestWorld))]

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>
/// What all end-to-end tests share: one simulated region as a process, the two parties' keys, the measurement of the host as it
/// was built, and one room that is ready to be asked. What a test starts beside that it stops itself; the rest stops here.
/// </summary>
public sealed class TestWorld : IAsyncLifetime
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("cleanroom-").FullName;
    private readonly SemaphoreSlim _lock = new(1);
    private TestRegion? _region;
    private TestRoom? _standardRoom;
    private int _folders;

    internal DemoPrograms Programs { get; } = DemoPrograms.Find();

    internal TestRegion Region => _region!;

    internal PartyKeyFolder Publisher { get; private set; } = null!;

    internal PartyKeyFolder Advertiser { get; private set; } = null!;

    /// <summary>Somebody with keys who is no party.</summary>
    internal PartyKeyFolder Stranger { get; private set; } = null!;

    /// <summary>Somebody who may be made a party, without data and without results.</summary>
    internal PartyKeyFolder Auditor { get; private set; } = null!;

    /// <summary>What the host measures as.</summary>
    internal Digest256 HostData { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Publisher = Keys("publisher", "Publisher");
        Advertiser = Keys("advertiser", "Advertiser");
        Stranger = Keys("stranger", "Stranger");
        Auditor = Keys("auditor", "Auditor");
        HostData = RoomProcess.Predict(Programs.EnclaveHostFolder).HostData;
        _region = await TestRegion.StartAsync(Programs.LocalCloud, NewFolder("region"), []);
    }

    public async ValueTask DisposeAsync()
    {
        if (_standardRoom is not null)
        {
            await _standardRoom.DisposeAsync();
        }

        if (_region is not null)
        {
            await _region.DisposeAsync();
        }

        Publisher?.Dispose();
        Advertiser?.Dispose();
        Stranger?.Dispose();
        Auditor?.Dispose();
        _lock.Dispose();
        Directory.Delete(_scratch, recursive: true);
    }

    /// <summary>A name for a folder or file of a test of its own, below a folder that goes away at the end.</summary>
    internal string NewPath(string name) => Path.Combine(_scratch, $"{name}-{Interlocked.Increment(ref _folders)}");

    internal string NewFolder(string name) => Directory.CreateDirectory(NewPath(name)).FullName;

    /// <summary>A region of its own with options of the simulated cloud, which shares the standard region's roots.</summary>
    internal Task<TestRegion> StartRegionAsync(params string[] options)
    {
        string state = NewPath("region");
        FolderCopy.Copy(Region.StateFolder, state);
        return TestRegion.StartAsync(Programs.LocalCloud, state, options);
    }

    /// <summary>The standard agreement, changed by a test, signed by both parties.</summary>
    internal Deal Agree(Func<Agreement, Agreement>? vary = null, TestRegion? region = null)
    {
        TestRegion where = region ?? Region;
        Agreement standard = StandardAgreement.Write(Publisher, Advertiser, where, HostData);
        return new Deal(this, where, AgreementSigning.Sign(vary?.Invoke(standard) ?? standard, Publisher, Advertiser));
    }

    /// <summary>
    /// The room that is granted, filled, and ready to be asked. Tests share it: they may spend of its ample budget and may add
    /// nothing that changes what others see.
    /// </summary>
    internal async Task<TestRoom> StandardRoomAsync()
    {
        await _lock.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _standardRoom ??= await Agree().OpenReadyRoomAsync();
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Fresh keys of somebody who calls himself so.</summary>
    internal PartyKeyFolder Keys(string id, string name) => PartyKeyFolder.OpenOrCreate(NewPath($"keys-{id}"), PartyId.Parse(id), name);
}
