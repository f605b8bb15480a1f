using System.Runtime.CompilerServices;
using Azure.Core;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

public sealed class VaultKeySourceTests : IDisposable
{
    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_vaults_signature_is_judged_by_the_attested_time_and_not_by_the_machines_clock()
    {
        DateTimeOffset attested = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
        _room.Room.Clock.Set(attested, System.Diagnostics.Stopwatch.GetTimestamp());
        using KeyVaultClient vault = new VaultKeySource(_room.Room, new NoCredential()).Connect(SampleDatasets.AdsTerms.KeyEncryptionKey);
        Assert.InRange(TimeOf(vault).GetUtcNow(), attested, attested.AddMinutes(1));
    }

    [Fact]
    public void The_rooms_time_for_libraries_is_the_rooms_time()
    {
        DateTimeOffset attested = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);
        RoomClock clock = new();
        Assert.Throws<InvalidOperationException>(() => new RoomTimeProvider(clock).GetUtcNow());
        clock.Set(attested, System.Diagnostics.Stopwatch.GetTimestamp());
        Assert.InRange(new RoomTimeProvider(clock).GetUtcNow(), attested, attested.AddMinutes(1));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_time")]
    private static extern ref TimeProvider TimeOf(KeyVaultClient client);

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
