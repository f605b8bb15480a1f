namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

/// <summary>The store these tests use keeps the contract of stores.</summary>
public sealed class MemoryReservationStoreTests : ReservationStoreContract
{
    protected override IReservationStore CreateEmpty() => new MemoryReservationStore();
}
